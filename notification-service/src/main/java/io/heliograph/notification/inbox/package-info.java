/** What a user was notified of: the notifications, their ids, and the pages in which they are read. */
@NullMarked
package io.heliograph.notification.inbox;

import org.jspecify.annotations.NullMarked;
