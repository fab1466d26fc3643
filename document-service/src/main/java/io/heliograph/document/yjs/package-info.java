/** Updates of Yjs 13, format 1: checked strictly, merged, cut, and never turned into a document; their text is put in order. */
@NullMarked
package io.heliograph.document.yjs;

import org.jspecify.annotations.NullMarked;
