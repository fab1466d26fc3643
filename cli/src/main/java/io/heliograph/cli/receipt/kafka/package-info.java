/** Reads {@code heliograph.receipts}. */
@NullMarked
package io.heliograph.cli.receipt.kafka;

import org.jspecify.annotations.NullMarked;
