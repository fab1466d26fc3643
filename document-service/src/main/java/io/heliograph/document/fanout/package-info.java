/** Telling the other processes that have a document open. */
@NullMarked
package io.heliograph.document.fanout;

import org.jspecify.annotations.NullMarked;
