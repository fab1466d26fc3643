/** Signals and events on their way to Kafka. */
@NullMarked
package io.heliograph.presence.outgoing.kafka;

import org.jspecify.annotations.NullMarked;
