/** Whether the database has the tables that this version needs. */
@NullMarked
package io.heliograph.delivery.schema;

import org.jspecify.annotations.NullMarked;
