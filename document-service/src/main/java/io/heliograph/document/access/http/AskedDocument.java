package io.heliograph.document.access.http;

import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.document.access.DocumentGrants;
import io.heliograph.document.name.DocumentName;
import io.heliograph.document.problem.http.ProblemException;
import java.util.function.BiPredicate;

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

    /** @throws ProblemException also when the grants do not allow it, whether there is such a document or not */
    public static DocumentName of(
            String name, DocumentGrants grants, BiPredicate<DocumentGrants, DocumentName> allows) {
        DocumentName document = of(name);
        if (!allows.test(grants, document)) {
            throw forbidden();
        }
        return document;
    }

    public static ProblemException notFound() {
        return new ProblemException(ProblemCode.NOT_FOUND, "there is no such document, or nothing of this id");
    }

    public static ProblemException forbidden() {
        return new ProblemException(ProblemCode.FORBIDDEN, "the token does not allow it with this document");
    }
}
