/** Writes receipts to their topic. */
@NullMarked
package io.heliograph.delivery.receipt.kafka;

import org.jspecify.annotations.NullMarked;
