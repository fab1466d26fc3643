/** Statuses and members over HTTP. */
@NullMarked
package io.heliograph.presence.reading.http;

import org.jspecify.annotations.NullMarked;
