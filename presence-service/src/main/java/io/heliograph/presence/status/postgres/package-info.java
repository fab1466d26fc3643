/** The users' states in PostgreSQL. */
@NullMarked
package io.heliograph.presence.status.postgres;

import org.jspecify.annotations.NullMarked;
