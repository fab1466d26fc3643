/** What a client follows: positions, duplicates, jumps, gaps and acknowledgements of its channels (docs/protocol.md §5.1). */
@NullMarked
package io.heliograph.client.subscription;

import org.jspecify.annotations.NullMarked;
