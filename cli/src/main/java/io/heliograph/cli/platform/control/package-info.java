/** How commands act on a running platform: a loopback HTTP server in the launcher, and its client. */
@NullMarked
package io.heliograph.cli.platform.control;

import org.jspecify.annotations.NullMarked;
