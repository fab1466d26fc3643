/** Subscriptions, due notifications and what became of them, in PostgreSQL. */
@NullMarked
package io.heliograph.notification.push.postgres;

import org.jspecify.annotations.NullMarked;
