/** What the probes of the cluster ask. */
@NullMarked
package io.heliograph.notification.health.microprofile;

import org.jspecify.annotations.NullMarked;
