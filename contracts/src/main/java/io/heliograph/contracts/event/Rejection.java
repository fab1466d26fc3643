package io.heliograph.contracts.event;

import io.heliograph.contracts.protocol.ProblemCode;

/**
 * Why an event cannot be taken: what its producer needs to mend it.
 *
 * @param pointer JSON Pointer (RFC 6901) into the data, or {@code /attributes/<name>}; empty for the event as a whole
 * @param hint the remedy in a sentence, without the payload
 */
public record Rejection(ProblemCode code, String pointer, String hint) {
    static Rejection attribute(ProblemCode code, String name, String hint) {
        return new Rejection(code, "/attributes/" + name, hint);
    }
}
