/** Deleting from PostgreSQL what is kept no longer. */
@NullMarked
package io.heliograph.notification.retention.postgres;

import org.jspecify.annotations.NullMarked;
