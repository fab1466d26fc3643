/** The planned end of this pod: connections are asked to move, then closed. */
@NullMarked
package io.heliograph.gateway.draining;

import org.jspecify.annotations.NullMarked;
