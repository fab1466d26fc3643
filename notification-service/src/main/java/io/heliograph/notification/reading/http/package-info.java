/** Marking notifications as read, over HTTP. */
@NullMarked
package io.heliograph.notification.reading.http;

import org.jspecify.annotations.NullMarked;
