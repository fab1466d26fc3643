/** Reading {@code heliograph.notifications} without losing, doubling or reordering. */
@NullMarked
package io.heliograph.notification.intake.kafka;

import org.jspecify.annotations.NullMarked;
