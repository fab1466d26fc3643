/** What is counted, under its name in Prometheus. */
@NullMarked
package io.heliograph.gateway.metrics;

import org.jspecify.annotations.NullMarked;
