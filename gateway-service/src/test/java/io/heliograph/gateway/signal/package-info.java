@NullMarked
package io.heliograph.gateway.signal;

import org.jspecify.annotations.NullMarked;
