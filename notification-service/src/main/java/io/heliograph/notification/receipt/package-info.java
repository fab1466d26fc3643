/** What producers are told about what became of their events. */
@NullMarked
package io.heliograph.notification.receipt;

import org.jspecify.annotations.NullMarked;
