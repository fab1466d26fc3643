/** Emits events to Kafka, docs/events.md. Needs {@code kafka-clients}, which the rest of the client does not. */
@NullMarked
package io.heliograph.client.kafka;

import org.jspecify.annotations.NullMarked;
