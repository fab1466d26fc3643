/** Keeps acknowledged positions in PostgreSQL. */
@NullMarked
package io.heliograph.delivery.acknowledgement.postgres;

import org.jspecify.annotations.NullMarked;
