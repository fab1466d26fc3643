/** What the probes of the cluster ask. */
@NullMarked
package io.heliograph.feed.health.microprofile;

import org.jspecify.annotations.NullMarked;
