/** Why a notification is where it is, over HTTP. */
@NullMarked
package io.heliograph.notification.explaining.http;

import org.jspecify.annotations.NullMarked;
