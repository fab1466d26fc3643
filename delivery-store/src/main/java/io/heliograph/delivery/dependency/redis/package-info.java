/** Commands to Redis, pipelined and waited for. */
@NullMarked
package io.heliograph.delivery.dependency.redis;

import org.jspecify.annotations.NullMarked;
