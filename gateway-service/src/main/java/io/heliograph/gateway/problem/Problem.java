package io.heliograph.gateway.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.protocol.ProblemCode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request failed: problem details of RFC 9457 with the codes of docs/protocol.md §7.
 *
 * @param hint what was wrong or what to do, in a sentence; never a payload or a token
 * @param pointer JSON Pointer (RFC 6901) to what is wrong, if that is one thing
 * @param index which event of a batch is meant, from 0
 */
public record Problem(
        ProblemCode code,
        String hint,
        @Nullable String pointer,
        @Nullable Integer index) {
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final JsonMapper MAPPER = new JsonMapper();

    public static Problem of(ProblemCode code, String hint) {
        return new Problem(code, hint, null, null);
    }

    public static Problem of(Rejection rejection) {
        return new Problem(rejection.code(), rejection.hint(), rejection.pointer(), null);
    }

    /** The same about one event of a batch. */
    public Problem at(int newIndex) {
        return new Problem(code, hint, pointer, newIndex);
    }

    public int status() {
        return code.httpStatus();
    }

    public byte[] toJson() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "about:blank");
        members.put("title", code.title());
        members.put("status", status());
        members.put("code", code.wireName());
        if (pointer != null) {
            members.put("pointer", pointer);
        }
        members.put("hint", hint);
        if (index != null) {
            members.put("index", index);
        }
        try {
            return MAPPER.writeValueAsBytes(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts and numbers is JSON", e);
        }
    }
}
