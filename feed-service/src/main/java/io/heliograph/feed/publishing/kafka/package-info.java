/** Publications and unseen counts on their way to Kafka. */
@NullMarked
package io.heliograph.feed.publishing.kafka;

import org.jspecify.annotations.NullMarked;
