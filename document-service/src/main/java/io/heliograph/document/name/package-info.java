/** What documents are called. */
@NullMarked
package io.heliograph.document.name;

import org.jspecify.annotations.NullMarked;
