/** Doubles of what the gateway works with, and a client that sees every frame. */
@NullMarked
package io.heliograph.gateway.testing;

import org.jspecify.annotations.NullMarked;
