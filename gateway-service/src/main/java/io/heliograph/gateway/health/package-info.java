/** What this gateway can do without, and whether it has to at present. */
@NullMarked
package io.heliograph.gateway.health;

import org.jspecify.annotations.NullMarked;
