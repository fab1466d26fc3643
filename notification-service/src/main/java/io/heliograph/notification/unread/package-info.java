/** How many notifications a user has not read, as a state of the user's channel. */
@NullMarked
package io.heliograph.notification.unread;

import org.jspecify.annotations.NullMarked;
