/**
 * Web Push: what is sent to browsers that are not open, and when. A notification that should alert is sent when no device of its
 * recipient acknowledged it within a while (RFC 8030, 8291, 8292; docs/adr/0003-web-push.md).
 */
@NullMarked
package io.heliograph.notification.push;

import org.jspecify.annotations.NullMarked;
