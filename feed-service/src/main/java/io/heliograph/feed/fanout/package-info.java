/** Whether an activity is written to timelines or merged into them when they are read. */
@NullMarked
package io.heliograph.feed.fanout;

import org.jspecify.annotations.NullMarked;
