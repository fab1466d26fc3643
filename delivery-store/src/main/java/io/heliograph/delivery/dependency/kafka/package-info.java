/** Kafka clients with the settings that delivery-store's guarantees rest on. */
@NullMarked
package io.heliograph.delivery.dependency.kafka;

import org.jspecify.annotations.NullMarked;
