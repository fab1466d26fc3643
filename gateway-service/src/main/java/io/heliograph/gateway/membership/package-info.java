/** Members of channels: who entered, and who left. */
@NullMarked
package io.heliograph.gateway.membership;

import org.jspecify.annotations.NullMarked;
