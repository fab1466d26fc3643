/** Feeds, timelines and follows over HTTP. */
@NullMarked
package io.heliograph.feed.reading.http;

import org.jspecify.annotations.NullMarked;
