/** Encryption, VAPID and the requests to push services. */
@NullMarked
package io.heliograph.notification.push.webpush;

import org.jspecify.annotations.NullMarked;
