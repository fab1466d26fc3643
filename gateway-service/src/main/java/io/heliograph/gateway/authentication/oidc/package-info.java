/** Access tokens of an OpenID Connect issuer, validated by quarkus-oidc. */
@NullMarked
package io.heliograph.gateway.authentication.oidc;

import org.jspecify.annotations.NullMarked;
