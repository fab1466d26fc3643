/** The e-mails that are due and what became of them, in PostgreSQL. */
@NullMarked
package io.heliograph.notification.email.postgres;

import org.jspecify.annotations.NullMarked;
