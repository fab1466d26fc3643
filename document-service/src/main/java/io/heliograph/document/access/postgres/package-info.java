/** Revocations in PostgreSQL. */
@NullMarked
package io.heliograph.document.access.postgres;

import org.jspecify.annotations.NullMarked;
