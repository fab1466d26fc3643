@NullMarked
package io.heliograph.cli.emit;

import org.jspecify.annotations.NullMarked;
