@NullMarked
package io.heliograph.contracts.protocol;

import org.jspecify.annotations.NullMarked;
