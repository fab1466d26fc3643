@NullMarked
package io.heliograph.client.event;

import org.jspecify.annotations.NullMarked;
