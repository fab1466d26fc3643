/**
 * The hand-off between delivery-store and a gateway that subscribes (docs/architecture.md §4.3), as a model small enough to walk all its interleavings: one channel, three publications, one
 * subscriber, two owners of the partition, at most one crash. It shows that the order of the steps loses nothing, and that every tempting shortcut does.
 */
@NullMarked
package io.heliograph.systemtests.handoff;

import org.jspecify.annotations.NullMarked;
