package io.heliograph.contracts.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What a request over HTTP is answered with when it fails: problem details (RFC 9457) as docs/protocol.md §8.1 has them.
 *
 * @param status the code's own, unless the framework has chosen a narrower one
 * @param detail what was required, or the remedy, in a sentence; never a payload or a token
 * @param pointer JSON Pointer (RFC 6901) to what is wrong, when that is one thing
 * @param index which event of a batch is meant, from 0
 */
public record ProblemDetails(
        ProblemCode code,
        int status,
        String detail,
        @Nullable String pointer,
        @Nullable Integer index) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public static ProblemDetails of(ProblemCode code, String detail) {
        return new ProblemDetails(code, code.httpStatus(), detail, null, null);
    }

    public ProblemDetails withStatus(int newStatus) {
        return new ProblemDetails(code, newStatus, detail, pointer, index);
    }

    /** The same about one thing in what was sent. */
    public ProblemDetails pointing(String newPointer) {
        return new ProblemDetails(code, status, detail, newPointer, index);
    }

    /** The same about one event of a batch. */
    public ProblemDetails at(int newIndex) {
        return new ProblemDetails(code, status, detail, pointer, newIndex);
    }

    public String toJson() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("title", code.title())
                .put("status", status)
                .put("code", code.wireName())
                .put("detail", detail);
        if (pointer != null) {
            json.put("pointer", pointer);
        }
        if (index != null) {
            json.put("index", index);
        }
        return json.toString();
    }
}
