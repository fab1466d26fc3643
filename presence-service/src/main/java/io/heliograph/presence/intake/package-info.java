/** Which records count, and when all that happened was read. */
@NullMarked
package io.heliograph.presence.intake;

import org.jspecify.annotations.NullMarked;
