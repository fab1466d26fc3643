/** What was missed: questions to delivery-store. */
@NullMarked
package io.heliograph.gateway.history;

import org.jspecify.annotations.NullMarked;
