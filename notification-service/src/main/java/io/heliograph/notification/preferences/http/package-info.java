/** Preferences over HTTP. */
@NullMarked
package io.heliograph.notification.preferences.http;

import org.jspecify.annotations.NullMarked;
