/** The local OpenID Connect issuer. For local use and tests only: it gives a token to whoever asks for one. */
@NullMarked
package io.heliograph.cli.platform.oidc;

import org.jspecify.annotations.NullMarked;
