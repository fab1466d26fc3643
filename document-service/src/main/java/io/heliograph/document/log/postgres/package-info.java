/** The log in PostgreSQL. */
@NullMarked
package io.heliograph.document.log.postgres;

import org.jspecify.annotations.NullMarked;
