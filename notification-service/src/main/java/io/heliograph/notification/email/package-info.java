/** Asking for notifications to be sent by e-mail. */
@NullMarked
package io.heliograph.notification.email;

import org.jspecify.annotations.NullMarked;
