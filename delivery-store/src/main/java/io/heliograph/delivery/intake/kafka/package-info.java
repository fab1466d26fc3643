/** Polls a topic and hands its partitions to their workers. */
@NullMarked
package io.heliograph.delivery.intake.kafka;

import org.jspecify.annotations.NullMarked;
