/** Figures that more than one feature contributes to. */
@NullMarked
package io.heliograph.delivery.observation;

import org.jspecify.annotations.NullMarked;
