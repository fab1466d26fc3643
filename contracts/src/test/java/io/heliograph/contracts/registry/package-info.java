@NullMarked
package io.heliograph.contracts.registry;

import org.jspecify.annotations.NullMarked;
