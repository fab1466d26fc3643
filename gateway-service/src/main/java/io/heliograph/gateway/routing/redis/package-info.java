/** The registry in Redis, over two connections of its own: one for commands, one for what arrives. All state belongs to one event loop. */
@NullMarked
package io.heliograph.gateway.routing.redis;

import org.jspecify.annotations.NullMarked;
