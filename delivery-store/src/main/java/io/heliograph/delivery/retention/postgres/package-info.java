/** Makes and drops the partitions by day. */
@NullMarked
package io.heliograph.delivery.retention.postgres;

import org.jspecify.annotations.NullMarked;
