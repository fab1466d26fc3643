/** Versions in PostgreSQL. */
@NullMarked
package io.heliograph.document.version.postgres;

import org.jspecify.annotations.NullMarked;
