/** Statements, checkpoints and the outbox in PostgreSQL. */
@NullMarked
package io.heliograph.presence.store.postgres;

import org.jspecify.annotations.NullMarked;
