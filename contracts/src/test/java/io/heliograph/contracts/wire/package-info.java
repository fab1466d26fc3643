@NullMarked
package io.heliograph.contracts.wire;

import org.jspecify.annotations.NullMarked;
