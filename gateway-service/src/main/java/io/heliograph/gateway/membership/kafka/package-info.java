/** Memberships, sent to Kafka. */
@NullMarked
package io.heliograph.gateway.membership.kafka;

import org.jspecify.annotations.NullMarked;
