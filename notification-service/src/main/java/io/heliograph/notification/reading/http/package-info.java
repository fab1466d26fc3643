/** Marking notifications as read and unread, over HTTP. */
@NullMarked
package io.heliograph.notification.reading.http;

import org.jspecify.annotations.NullMarked;
