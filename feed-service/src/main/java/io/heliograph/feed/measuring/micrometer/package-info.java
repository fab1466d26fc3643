/** What is counted. */
@NullMarked
package io.heliograph.feed.measuring.micrometer;

import org.jspecify.annotations.NullMarked;
