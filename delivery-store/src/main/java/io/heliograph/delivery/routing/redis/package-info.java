/** Reads routes from Redis and publishes batches there. */
@NullMarked
package io.heliograph.delivery.routing.redis;

import org.jspecify.annotations.NullMarked;
