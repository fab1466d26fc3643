/** Requests on their way to Kafka. */
@NullMarked
package io.heliograph.notification.email.kafka;

import org.jspecify.annotations.NullMarked;
