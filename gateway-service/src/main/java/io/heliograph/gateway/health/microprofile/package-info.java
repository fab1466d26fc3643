/** Readiness at {@code /q/health} on the management port. */
@NullMarked
package io.heliograph.gateway.health.microprofile;

import org.jspecify.annotations.NullMarked;
