/** The commands of {@code heliograph}: they read arguments, call the platform and print. */
@NullMarked
package io.heliograph.cli.command;

import org.jspecify.annotations.NullMarked;
