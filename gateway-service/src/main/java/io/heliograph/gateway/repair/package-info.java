/** Finding and filling what the wire lost: comparison of heads, and one fetch per channel and pod. */
@NullMarked
package io.heliograph.gateway.repair;

import org.jspecify.annotations.NullMarked;
