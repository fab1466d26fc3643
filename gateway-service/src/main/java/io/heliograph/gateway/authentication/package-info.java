/** Who is connecting, and what the token allows. */
@NullMarked
package io.heliograph.gateway.authentication;

import org.jspecify.annotations.NullMarked;
