package io.heliograph.document.problem.http;

import io.heliograph.contracts.protocol.ProblemCode;

/** Ends a request with a problem. The message is for the client: without secrets and payloads. */
public final class ProblemException extends RuntimeException {
    private final ProblemCode code;
    private final String detail;

    public ProblemException(ProblemCode code, String detail) {
        super(detail);
        this.code = code;
        this.detail = detail;
    }

    ProblemCode code() {
        return code;
    }

    String detail() {
        return detail;
    }
}
