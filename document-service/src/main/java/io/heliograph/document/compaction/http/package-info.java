/** Erasing history over HTTP. */
@NullMarked
package io.heliograph.document.compaction.http;

import org.jspecify.annotations.NullMarked;
