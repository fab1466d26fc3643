@NullMarked
package io.heliograph.client.connection;

import org.jspecify.annotations.NullMarked;
