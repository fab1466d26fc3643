/** Where a notification goes, and why: one pure decision. */
@NullMarked
package io.heliograph.notification.decision;

import org.jspecify.annotations.NullMarked;
