@NullMarked
package io.heliograph.contracts.event;

import org.jspecify.annotations.NullMarked;
