package io.heliograph.delivery.api;

import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ProblemDetails;

/** Ends a request with a problem (RFC 9457). */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ProblemDetails problem;

    /** @param detail for the one who asked; without secrets and payloads */
    public ProblemException(ProblemCode code, String detail) {
        super(detail);
        problem = ProblemDetails.of(code, detail);
    }

    public ProblemException(ProblemCode code, String detail, Throwable cause) {
        super(detail, cause);
        problem = ProblemDetails.of(code, detail);
    }

    public ProblemDetails problem() {
        return problem;
    }
}
