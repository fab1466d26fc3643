/** What waits for its digest, in PostgreSQL. */
@NullMarked
package io.heliograph.notification.digest.postgres;

import org.jspecify.annotations.NullMarked;
