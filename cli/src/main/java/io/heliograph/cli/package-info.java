/** The {@code heliograph} command. */
@NullMarked
package io.heliograph.cli;

import org.jspecify.annotations.NullMarked;
