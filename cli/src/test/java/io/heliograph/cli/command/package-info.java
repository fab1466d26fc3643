@NullMarked
package io.heliograph.cli.command;

import org.jspecify.annotations.NullMarked;
