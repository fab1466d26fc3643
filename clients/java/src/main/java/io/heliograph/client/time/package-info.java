/** Monotonic time, as every decision of the client is given it. */
@NullMarked
package io.heliograph.client.time;

import org.jspecify.annotations.NullMarked;
