/** How long activities are kept. */
@NullMarked
package io.heliograph.feed.retention;

import org.jspecify.annotations.NullMarked;
