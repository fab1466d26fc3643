@NullMarked
package io.heliograph.client.publishing;

import org.jspecify.annotations.NullMarked;
