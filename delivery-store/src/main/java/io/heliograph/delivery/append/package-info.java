/** From a record on heliograph.publications to an offset: reading, batching, fencing, and what happens to a batch that is refused. */
@NullMarked
package io.heliograph.delivery.append;

import org.jspecify.annotations.NullMarked;
