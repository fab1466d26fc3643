/** The HTTP interface for drawing new epochs. */
@NullMarked
package io.heliograph.delivery.epoch.http;

import org.jspecify.annotations.NullMarked;
