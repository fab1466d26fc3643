/** Records that cannot be valid, and why. */
@NullMarked
package io.heliograph.delivery.deadletter;

import org.jspecify.annotations.NullMarked;
