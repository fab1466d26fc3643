/** What is counted of open documents. */
@NullMarked
package io.heliograph.document.editing.micrometer;

import org.jspecify.annotations.NullMarked;
