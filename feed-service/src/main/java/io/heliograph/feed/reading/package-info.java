/** Who may do what. */
@NullMarked
package io.heliograph.feed.reading;

import org.jspecify.annotations.NullMarked;
