/** Hands events to {@code POST /events}. */
@NullMarked
package io.heliograph.cli.emit.http;

import org.jspecify.annotations.NullMarked;
