/** delivery-store's HTTP interface, and the history that clients may read. */
@NullMarked
package io.heliograph.gateway.history.http;

import org.jspecify.annotations.NullMarked;
