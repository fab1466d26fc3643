package io.heliograph.client.problem;

import io.heliograph.contracts.protocol.ProblemCode;

/**
 * Why a request was not carried out.
 *
 * @param code one of docs/protocol.md §7, perhaps newer than this client, or one of the client's own
 */
public record Problem(String code, String message) {
    /** The client's own: more publications wait for an answer than it keeps. */
    public static final String QUEUE_FULL = "queue_full";
    /** The client's own: it was closed before the answer came. */
    public static final String CLOSED = "closed";

    public static Problem of(ProblemCode code, String message) {
        return new Problem(code.wireName(), message);
    }

    /** Whether the same request can succeed later. */
    public boolean isTemporary() {
        return code.equals(ProblemCode.UNAVAILABLE.wireName()) || code.equals(ProblemCode.RATE_LIMITED.wireName());
    }
}
