/** States and the way to other pods over a real Redis. */
@NullMarked
package io.heliograph.gateway.signal.redis;

import org.jspecify.annotations.NullMarked;
