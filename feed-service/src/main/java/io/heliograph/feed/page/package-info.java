/** Pages of lists: cursors and groups. */
@NullMarked
package io.heliograph.feed.page;

import org.jspecify.annotations.NullMarked;
