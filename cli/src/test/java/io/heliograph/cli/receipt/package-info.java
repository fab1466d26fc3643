@NullMarked
package io.heliograph.cli.receipt;

import org.jspecify.annotations.NullMarked;
