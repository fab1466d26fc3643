/** Reading the topics of the gateways. */
@NullMarked
package io.heliograph.presence.intake.kafka;

import org.jspecify.annotations.NullMarked;
