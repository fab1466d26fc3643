/** Which connection wants which channel: position, gap, merge, reset (docs/protocol.md §1.2, docs/architecture.md, "Subscribing"). */
@NullMarked
package io.heliograph.gateway.subscription;

import org.jspecify.annotations.NullMarked;
