/** When to try again. */
@NullMarked
package io.heliograph.presence.retry;

import org.jspecify.annotations.NullMarked;
