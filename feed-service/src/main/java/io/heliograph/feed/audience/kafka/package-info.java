/** Reads such notifications from Kafka, and writes them again for the followers. */
@NullMarked
package io.heliograph.feed.audience.kafka;

import org.jspecify.annotations.NullMarked;
