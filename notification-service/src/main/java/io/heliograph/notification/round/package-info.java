/** Work that is due at some time, in rounds. */
@NullMarked
package io.heliograph.notification.round;

import org.jspecify.annotations.NullMarked;
