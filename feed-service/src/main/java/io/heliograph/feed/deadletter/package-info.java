/** Records that can never be taken. */
@NullMarked
package io.heliograph.feed.deadletter;

import org.jspecify.annotations.NullMarked;
