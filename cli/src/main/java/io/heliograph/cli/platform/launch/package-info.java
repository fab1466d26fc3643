/** Starts a platform part by part, and ends it in order. */
@NullMarked
package io.heliograph.cli.platform.launch;

import org.jspecify.annotations.NullMarked;
