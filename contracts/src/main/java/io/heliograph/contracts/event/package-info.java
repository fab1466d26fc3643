/** The events on Kafka: topics, types, attributes, schemas, and why an event is refused. */
@NullMarked
package io.heliograph.contracts.event;

import org.jspecify.annotations.NullMarked;
