/** Connection events and acknowledgements on their way to Kafka. */
@NullMarked
package io.heliograph.gateway.lifecycle.kafka;

import org.jspecify.annotations.NullMarked;
