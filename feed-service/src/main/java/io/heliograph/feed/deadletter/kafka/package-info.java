/** Records that can never be taken, on their way to Kafka. */
@NullMarked
package io.heliograph.feed.deadletter.kafka;

import org.jspecify.annotations.NullMarked;
