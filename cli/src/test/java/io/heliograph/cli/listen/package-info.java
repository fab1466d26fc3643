@NullMarked
package io.heliograph.cli.listen;

import org.jspecify.annotations.NullMarked;
