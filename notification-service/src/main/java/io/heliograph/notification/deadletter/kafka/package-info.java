/** Dead letters on their way to Kafka. */
@NullMarked
package io.heliograph.notification.deadletter.kafka;

import org.jspecify.annotations.NullMarked;
