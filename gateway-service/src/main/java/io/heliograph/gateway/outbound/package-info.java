/** What waits for a slow client: the bounded queue of a connection, and one flush per connection and tick. */
@NullMarked
package io.heliograph.gateway.outbound;

import org.jspecify.annotations.NullMarked;
