/** Events on their way to Kafka: checked as their consumers will, with topic and key (docs/events.md). */
@NullMarked
package io.heliograph.client.event;

import org.jspecify.annotations.NullMarked;
