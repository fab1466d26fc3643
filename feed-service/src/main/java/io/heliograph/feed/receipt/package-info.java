/** What producers are told about what became of their activities. */
@NullMarked
package io.heliograph.feed.receipt;

import org.jspecify.annotations.NullMarked;
