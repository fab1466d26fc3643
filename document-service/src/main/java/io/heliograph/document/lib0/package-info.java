/** How Yjs and its protocols write numbers, texts and bytes. */
@NullMarked
package io.heliograph.document.lib0;

import org.jspecify.annotations.NullMarked;
