/** Statements to PostgreSQL, waited for. */
@NullMarked
package io.heliograph.delivery.dependency.postgres;

import org.jspecify.annotations.NullMarked;
