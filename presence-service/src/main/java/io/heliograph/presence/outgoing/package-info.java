/** What the service tells: signals for screens, events for product teams. */
@NullMarked
package io.heliograph.presence.outgoing;

import org.jspecify.annotations.NullMarked;
