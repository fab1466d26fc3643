/** Counts on their way to Kafka. */
@NullMarked
package io.heliograph.notification.unread.kafka;

import org.jspecify.annotations.NullMarked;
