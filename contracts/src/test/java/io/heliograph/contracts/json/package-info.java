@NullMarked
package io.heliograph.contracts.json;

import org.jspecify.annotations.NullMarked;
