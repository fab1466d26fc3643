/** Bearer tokens of HTTP requests. */
@NullMarked
package io.heliograph.gateway.authentication.http;

import org.jspecify.annotations.NullMarked;
