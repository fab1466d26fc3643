/** How partitions of a keyed topic are consumed: a worker each, and between it and the poller no more than a batch. */
@NullMarked
package io.heliograph.delivery.intake;

import org.jspecify.annotations.NullMarked;
