package io.heliograph.delivery.api;

import io.heliograph.contracts.protocol.ProblemCode;

/** Ends a request with a problem (RFC 9457). */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ProblemCode code;

    /** @param detail for the one who asked; without secrets and payloads */
    public ProblemException(ProblemCode code, String detail) {
        super(detail);
        this.code = code;
    }

    public ProblemException(ProblemCode code, String detail, Throwable cause) {
        super(detail, cause);
        this.code = code;
    }

    public ProblemCode code() {
        return code;
    }
}
