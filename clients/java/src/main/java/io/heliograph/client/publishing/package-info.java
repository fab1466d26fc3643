/** What a client publishes: kept until it is answered, sent no faster than a gateway takes it. */
@NullMarked
package io.heliograph.client.publishing;

import org.jspecify.annotations.NullMarked;
