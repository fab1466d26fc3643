/** Answers questions about channels from PostgreSQL, always from the primary. */
@NullMarked
package io.heliograph.delivery.catchup.postgres;

import org.jspecify.annotations.NullMarked;
