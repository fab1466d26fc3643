/** Telling other systems which documents changed. */
@NullMarked
package io.heliograph.document.announcing;

import org.jspecify.annotations.NullMarked;
