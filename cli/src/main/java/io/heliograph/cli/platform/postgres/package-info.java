/** The embedded PostgreSQL server. */
@NullMarked
package io.heliograph.cli.platform.postgres;

import org.jspecify.annotations.NullMarked;
