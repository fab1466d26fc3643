package io.heliograph.cli.platform.testing;

/** A part of the embedded infrastructure. */
public enum Part {
    KAFKA,
    POSTGRES,
    REDIS,
    /** The local OpenID Connect issuer, inside the test's own process. */
    ISSUER
}
