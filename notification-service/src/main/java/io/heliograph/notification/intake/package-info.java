/** What becomes of an event on {@code heliograph.notifications}. */
@NullMarked
package io.heliograph.notification.intake;

import org.jspecify.annotations.NullMarked;
