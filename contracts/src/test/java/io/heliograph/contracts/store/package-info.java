@NullMarked
package io.heliograph.contracts.store;

import org.jspecify.annotations.NullMarked;
