/** Whose count is to be told, in PostgreSQL. */
@NullMarked
package io.heliograph.notification.unread.postgres;

import org.jspecify.annotations.NullMarked;
