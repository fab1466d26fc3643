/** Who is online, and who is in a channel. */
@NullMarked
package io.heliograph.presence;

import org.jspecify.annotations.NullMarked;
