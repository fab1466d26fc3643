@NullMarked
package io.heliograph.client.websocket;

import org.jspecify.annotations.NullMarked;
