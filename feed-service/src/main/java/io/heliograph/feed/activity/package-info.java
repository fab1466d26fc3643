/** What somebody did, who may see it, and what an event makes of it. */
@NullMarked
package io.heliograph.feed.activity;

import org.jspecify.annotations.NullMarked;
