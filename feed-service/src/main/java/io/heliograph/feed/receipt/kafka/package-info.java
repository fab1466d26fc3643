/** Receipts on their way to Kafka. */
@NullMarked
package io.heliograph.feed.receipt.kafka;

import org.jspecify.annotations.NullMarked;
