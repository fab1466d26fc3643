/** Consumes heliograph.acknowledgements. */
@NullMarked
package io.heliograph.delivery.acknowledgement.kafka;

import org.jspecify.annotations.NullMarked;
