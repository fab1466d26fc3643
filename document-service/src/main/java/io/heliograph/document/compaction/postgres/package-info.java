/** Snapshots in PostgreSQL. */
@NullMarked
package io.heliograph.document.compaction.postgres;

import org.jspecify.annotations.NullMarked;
