/** Draws new epochs in PostgreSQL. */
@NullMarked
package io.heliograph.delivery.epoch.postgres;

import org.jspecify.annotations.NullMarked;
