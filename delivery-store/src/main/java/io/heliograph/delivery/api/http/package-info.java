/** Serves the internal HTTP interface. */
@NullMarked
package io.heliograph.delivery.api.http;

import org.jspecify.annotations.NullMarked;
