package io.heliograph.notification.problem.http;

import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ProblemDetails;
import jakarta.ws.rs.core.Response;

/** Answers with problem details (RFC 9457) and the codes of docs/protocol.md §7. */
public final class ProblemResponse {
    private ProblemResponse() {}

    public static Response.ResponseBuilder of(ProblemDetails problem) {
        return Response.status(problem.status()).type(ProblemDetails.MEDIA_TYPE).entity(problem.toJson());
    }

    /** @param detail for the client: without secrets and payloads */
    public static Response.ResponseBuilder of(ProblemCode code, String detail) {
        return of(ProblemDetails.of(code, detail));
    }

    /** Something that is needed is away. */
    public static Response unavailable() {
        return of(ProblemCode.UNAVAILABLE, "the same request later is safe").build();
    }
}
