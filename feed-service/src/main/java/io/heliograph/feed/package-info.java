/** Activity feeds and personal timelines: the wiring of the service. */
@NullMarked
package io.heliograph.feed;

import org.jspecify.annotations.NullMarked;
