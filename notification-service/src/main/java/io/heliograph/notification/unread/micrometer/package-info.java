/** Counts in numbers. */
@NullMarked
package io.heliograph.notification.unread.micrometer;

import org.jspecify.annotations.NullMarked;
