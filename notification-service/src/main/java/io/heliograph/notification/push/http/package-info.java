/** Subscribing over HTTP, and asking delivery-store what was acknowledged. */
@NullMarked
package io.heliograph.notification.push.http;

import org.jspecify.annotations.NullMarked;
