/** The latest values in Redis. */
@NullMarked
package io.heliograph.delivery.signal.redis;

import org.jspecify.annotations.NullMarked;
