/** The one Kafka producer of the gateway. */
@NullMarked
package io.heliograph.gateway.publishing.kafka;

import org.jspecify.annotations.NullMarked;
