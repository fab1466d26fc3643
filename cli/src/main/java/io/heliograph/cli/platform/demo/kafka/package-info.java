/** What the demo page learns from Kafka. */
@NullMarked
package io.heliograph.cli.platform.demo.kafka;

import org.jspecify.annotations.NullMarked;
