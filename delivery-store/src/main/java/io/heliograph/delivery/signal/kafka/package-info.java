/** Where the partitions of heliograph.signals go on. */
@NullMarked
package io.heliograph.delivery.signal.kafka;

import org.jspecify.annotations.NullMarked;
