/** What the registry proves about pods, and when nothing may be decided. */
@NullMarked
package io.heliograph.presence.lease;

import org.jspecify.annotations.NullMarked;
