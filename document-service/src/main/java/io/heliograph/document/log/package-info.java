/** What a document consists of: updates in the order they were accepted, and what they add up to. */
@NullMarked
package io.heliograph.document.log;

import org.jspecify.annotations.NullMarked;
