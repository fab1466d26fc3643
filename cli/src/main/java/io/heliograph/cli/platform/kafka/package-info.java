/** The embedded Kafka broker and its topics. */
@NullMarked
package io.heliograph.cli.platform.kafka;

import org.jspecify.annotations.NullMarked;
