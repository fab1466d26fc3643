/** Stores batches in PostgreSQL. */
@NullMarked
package io.heliograph.delivery.append.postgres;

import org.jspecify.annotations.NullMarked;
