/** Events that can never be taken, and why. */
@NullMarked
package io.heliograph.notification.deadletter;

import org.jspecify.annotations.NullMarked;
