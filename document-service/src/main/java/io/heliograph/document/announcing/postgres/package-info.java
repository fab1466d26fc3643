/** The outbox in PostgreSQL. */
@NullMarked
package io.heliograph.document.announcing.postgres;

import org.jspecify.annotations.NullMarked;
