/** Carries out what the client decides, over {@code java.net.http.WebSocket}. */
@NullMarked
package io.heliograph.client.websocket;

import org.jspecify.annotations.NullMarked;
