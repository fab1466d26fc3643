/** Writes dead letters to their topic. */
@NullMarked
package io.heliograph.delivery.deadletter.kafka;

import org.jspecify.annotations.NullMarked;
