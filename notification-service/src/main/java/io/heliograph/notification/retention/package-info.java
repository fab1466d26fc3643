/** How long inboxes keep notifications. */
@NullMarked
package io.heliograph.notification.retention;

import org.jspecify.annotations.NullMarked;
