/** What the probes of the cluster ask. */
@NullMarked
package io.heliograph.document.health.microprofile;

import org.jspecify.annotations.NullMarked;
