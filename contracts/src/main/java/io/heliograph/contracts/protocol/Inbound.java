package io.heliograph.contracts.protocol;

import org.jspecify.annotations.Nullable;

/** What came of decoding a text message from a client. */
public sealed interface Inbound {
    record Accepted(ClientFrame frame) implements Inbound {}

    /** The frame is answered with an {@code error}; the connection goes on. */
    record Refused(@Nullable String ref, ProblemCode code, String message) implements Inbound {}

    /** Not JSON within the bounds, or beyond the bound of its size: the connection is closed with 4011. */
    record Malformed(String message) implements Inbound {}
}
