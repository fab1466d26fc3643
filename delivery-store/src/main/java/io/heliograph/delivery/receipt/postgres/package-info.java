/** What producers still wait for, in PostgreSQL. */
@NullMarked
package io.heliograph.delivery.receipt.postgres;

import org.jspecify.annotations.NullMarked;
