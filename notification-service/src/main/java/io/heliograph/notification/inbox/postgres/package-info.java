/** The inboxes in PostgreSQL. */
@NullMarked
package io.heliograph.notification.inbox.postgres;

import org.jspecify.annotations.NullMarked;
