/** Reads states from Redis and sends to pods over it. */
@NullMarked
package io.heliograph.gateway.signal.redis;

import org.jspecify.annotations.NullMarked;
