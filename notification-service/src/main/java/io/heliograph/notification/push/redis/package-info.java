/** The age of the gateways' registry, in Redis. */
@NullMarked
package io.heliograph.notification.push.redis;

import org.jspecify.annotations.NullMarked;
