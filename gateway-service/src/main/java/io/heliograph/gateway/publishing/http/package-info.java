/** {@code POST /events}, docs/events.md §5. */
@NullMarked
package io.heliograph.gateway.publishing.http;

import org.jspecify.annotations.NullMarked;
