@NullMarked
package io.heliograph.contracts;

import org.jspecify.annotations.NullMarked;
