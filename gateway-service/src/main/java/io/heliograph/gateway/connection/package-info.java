/** One connection's life: hello, keep-alive, commands, refresh, replaced, closed (docs/protocol.md). */
@NullMarked
package io.heliograph.gateway.connection;

import org.jspecify.annotations.NullMarked;
