/** Replacing the updates of a document by what they add up to. */
@NullMarked
package io.heliograph.document.compaction;

import org.jspecify.annotations.NullMarked;
