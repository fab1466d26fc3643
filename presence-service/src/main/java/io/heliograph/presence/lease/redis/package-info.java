/** The registry in Redis. */
@NullMarked
package io.heliograph.presence.lease.redis;

import org.jspecify.annotations.NullMarked;
