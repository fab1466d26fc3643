/** When to try again. */
@NullMarked
package io.heliograph.feed.retry;

import org.jspecify.annotations.NullMarked;
