/** The HTTP interface for acknowledged positions. */
@NullMarked
package io.heliograph.delivery.acknowledgement.http;

import org.jspecify.annotations.NullMarked;
