/** The HTTP interface for questions about channels. */
@NullMarked
package io.heliograph.delivery.catchup.http;

import org.jspecify.annotations.NullMarked;
