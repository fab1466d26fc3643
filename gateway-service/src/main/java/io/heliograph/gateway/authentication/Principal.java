package io.heliograph.gateway.authentication;

import java.time.Instant;

/**
 * All that is kept of a token once it was validated.
 *
 * @param expiresAt the token's own expiry, without leeway
 */
public record Principal(String subject, Grants grants, Instant expiresAt) {}
