/** Migrates the schema, however long the database takes to appear. */
@NullMarked
package io.heliograph.delivery.schema.flyway;

import org.jspecify.annotations.NullMarked;
