/** What was read, in PostgreSQL. */
@NullMarked
package io.heliograph.notification.reading.postgres;

import org.jspecify.annotations.NullMarked;
