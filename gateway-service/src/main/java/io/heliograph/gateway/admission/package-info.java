/** Who may connect at all, before anything is known of them: connections of this process, handshakes per second, origins. */
@NullMarked
package io.heliograph.gateway.admission;

import org.jspecify.annotations.NullMarked;
