/** What PostgreSQL knows of recipients and decisions need. */
@NullMarked
package io.heliograph.notification.decision.postgres;

import org.jspecify.annotations.NullMarked;
