/** What producers are told about what became of their publications. */
@NullMarked
package io.heliograph.delivery.receipt;

import org.jspecify.annotations.NullMarked;
