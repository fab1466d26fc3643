package io.heliograph.document.problem.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.heliograph.contracts.protocol.ProblemCode;
import jakarta.ws.rs.core.Response;

/** Answers with problem details (RFC 9457) and the codes of docs/protocol.md §7. */
public final class ProblemResponse {
    private static final String PROBLEM_JSON = "application/problem+json";

    private ProblemResponse() {}

    /** @param detail for the client: without secrets and payloads */
    public static Response.ResponseBuilder of(ProblemCode code, String detail) {
        return of(code, code.httpStatus(), detail);
    }

    static Response.ResponseBuilder of(ProblemCode code, int status, String detail) {
        String problem = JsonNodeFactory.instance
                .objectNode()
                .put("title", code.title())
                .put("status", status)
                .put("code", code.wireName())
                .put("detail", detail)
                .toString();
        return Response.status(status).type(PROBLEM_JSON).entity(problem);
    }

    /** Something that is needed is away. */
    public static Response unavailable() {
        return of(ProblemCode.UNAVAILABLE, "the same request later is safe").build();
    }
}
