/** The inboxes over HTTP. */
@NullMarked
package io.heliograph.notification.inbox.http;

import org.jspecify.annotations.NullMarked;
