/** Which documents there are. */
@NullMarked
package io.heliograph.document.catalog;

import org.jspecify.annotations.NullMarked;
