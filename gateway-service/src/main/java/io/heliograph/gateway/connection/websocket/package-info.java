/** The WebSocket endpoint (docs/protocol.md §2.1), and the way from a frame to its Netty channel. */
@NullMarked
package io.heliograph.gateway.connection.websocket;

import org.jspecify.annotations.NullMarked;
