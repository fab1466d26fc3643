/** The readiness check. */
@NullMarked
package io.heliograph.delivery.health.smallrye;

import org.jspecify.annotations.NullMarked;
