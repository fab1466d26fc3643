package io.heliograph.document.access.http;

import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.document.name.DocumentName;
import io.heliograph.document.problem.http.ProblemException;

/** The document that a request is about. */
public final class AskedDocument {
    private AskedDocument() {}

    /** @throws ProblemException when no document can have this name */
    public static DocumentName of(String name) {
        try {
            return new DocumentName(name);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemCode.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    public static ProblemException forbidden() {
        return new ProblemException(ProblemCode.FORBIDDEN, "the token does not allow it with this document");
    }
}
