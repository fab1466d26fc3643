/** Receipts on their way to Kafka. */
@NullMarked
package io.heliograph.notification.receipt.kafka;

import org.jspecify.annotations.NullMarked;
