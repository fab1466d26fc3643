/** The embedded Kafka broker of the local platform and of the tests. */
@NullMarked
package io.heliograph.kafka;

import org.jspecify.annotations.NullMarked;
