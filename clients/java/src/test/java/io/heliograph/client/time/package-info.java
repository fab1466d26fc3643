@NullMarked
package io.heliograph.client.time;

import org.jspecify.annotations.NullMarked;
