/** Who may see whom. */
@NullMarked
package io.heliograph.presence.reading;

import org.jspecify.annotations.NullMarked;
