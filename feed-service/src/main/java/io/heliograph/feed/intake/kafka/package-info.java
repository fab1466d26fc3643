/** Reading activities. */
@NullMarked
package io.heliograph.feed.intake.kafka;

import org.jspecify.annotations.NullMarked;
