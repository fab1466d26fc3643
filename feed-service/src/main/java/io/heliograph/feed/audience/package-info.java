/** Notifications for a feed's followers: who they are is known here, what becomes of notifications is not. */
@NullMarked
package io.heliograph.feed.audience;

import org.jspecify.annotations.NullMarked;
