/** What PostgreSQL knows of documents besides their content. */
@NullMarked
package io.heliograph.document.catalog.postgres;

import org.jspecify.annotations.NullMarked;
