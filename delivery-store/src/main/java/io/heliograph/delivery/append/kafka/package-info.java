/** Consumes heliograph.publications. */
@NullMarked
package io.heliograph.delivery.append.kafka;

import org.jspecify.annotations.NullMarked;
