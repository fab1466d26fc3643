/** Memberships, written to Kafka. */
@NullMarked
package io.heliograph.document.membership.kafka;

import org.jspecify.annotations.NullMarked;
