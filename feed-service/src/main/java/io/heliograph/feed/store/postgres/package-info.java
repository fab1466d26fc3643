/** Feeds, timelines, follows and what is still to be published, in PostgreSQL. */
@NullMarked
package io.heliograph.feed.store.postgres;

import org.jspecify.annotations.NullMarked;
