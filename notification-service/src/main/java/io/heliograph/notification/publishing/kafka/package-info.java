/** Publications on their way to Kafka. */
@NullMarked
package io.heliograph.notification.publishing.kafka;

import org.jspecify.annotations.NullMarked;
