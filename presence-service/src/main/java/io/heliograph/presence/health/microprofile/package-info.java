/** What the probes of the cluster ask. */
@NullMarked
package io.heliograph.presence.health.microprofile;

import org.jspecify.annotations.NullMarked;
