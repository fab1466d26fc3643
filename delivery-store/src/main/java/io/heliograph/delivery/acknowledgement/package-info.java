/** How far devices have applied their channels. */
@NullMarked
package io.heliograph.delivery.acknowledgement;

import org.jspecify.annotations.NullMarked;
