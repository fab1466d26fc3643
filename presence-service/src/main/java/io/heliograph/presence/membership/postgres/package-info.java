/** The members' states in PostgreSQL. */
@NullMarked
package io.heliograph.presence.membership.postgres;

import org.jspecify.annotations.NullMarked;
