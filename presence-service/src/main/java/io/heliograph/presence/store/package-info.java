/** Where a partition stands, and what a batch changes. */
@NullMarked
package io.heliograph.presence.store;

import org.jspecify.annotations.NullMarked;
