/**
 * A gateway's subscriptions, streams and repair on a simulated store, registry and wire: one seed decides who runs next, what is lost, doubled or late, and when the
 * store is away.
 */
@NullMarked
package io.heliograph.gateway.simulation;

import org.jspecify.annotations.NullMarked;
