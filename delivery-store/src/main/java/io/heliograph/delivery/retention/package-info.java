/** How long publications are kept, and the partitions by day that make forgetting cheap. */
@NullMarked
package io.heliograph.delivery.retention;

import org.jspecify.annotations.NullMarked;
