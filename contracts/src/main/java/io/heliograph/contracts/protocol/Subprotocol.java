package io.heliograph.contracts.protocol;

/** The name under which the protocol's version is negotiated, docs/protocol.md §2.1. */
public final class Subprotocol {
    public static final String V1 = "heliograph.v1";

    private Subprotocol() {}
}
