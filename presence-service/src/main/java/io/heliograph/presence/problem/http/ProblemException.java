package io.heliograph.presence.problem.http;

import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ProblemDetails;

/** Ends a request with a problem. The message is for the client: without secrets and payloads. */
public final class ProblemException extends RuntimeException {
    private final transient ProblemDetails problem;

    public ProblemException(ProblemDetails problem) {
        super(problem.detail());
        this.problem = problem;
    }

    public ProblemException(ProblemCode code, String detail) {
        this(ProblemDetails.of(code, detail));
    }

    ProblemDetails problem() {
        return problem;
    }
}
