@NullMarked
package io.heliograph.contracts.channel;

import org.jspecify.annotations.NullMarked;
