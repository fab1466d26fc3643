/** What became of a source's events, docs/events.md §7.1. */
@NullMarked
package io.heliograph.cli.receipt;

import org.jspecify.annotations.NullMarked;
