/** What an inbox tells the open screens of its owner. */
@NullMarked
package io.heliograph.notification.publishing;

import org.jspecify.annotations.NullMarked;
