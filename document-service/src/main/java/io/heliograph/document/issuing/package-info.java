/** Who gets a token for a document. */
@NullMarked
package io.heliograph.document.issuing;

import org.jspecify.annotations.NullMarked;
