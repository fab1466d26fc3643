/** Notifications that summarise others. */
@NullMarked
package io.heliograph.notification.digest;

import org.jspecify.annotations.NullMarked;
