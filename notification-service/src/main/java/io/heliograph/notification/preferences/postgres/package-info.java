/** Preferences in PostgreSQL. */
@NullMarked
package io.heliograph.notification.preferences.postgres;

import org.jspecify.annotations.NullMarked;
