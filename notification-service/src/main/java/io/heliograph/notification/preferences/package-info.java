/** What users want to be told, of what, where and when. */
@NullMarked
package io.heliograph.notification.preferences;

import org.jspecify.annotations.NullMarked;
