@NullMarked
package io.heliograph.client.subscription;

import org.jspecify.annotations.NullMarked;
