package io.heliograph.document.access.http;

import io.heliograph.document.access.DocumentGrants;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Takes the grants out of a token. A claim of another form grants nothing. */
public final class TokenGrants {
    private TokenGrants() {}

    public static DocumentGrants of(JsonWebToken token) {
        Object documents = token.getClaim("documents");
        JsonObject byAction = documents instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        return DocumentGrants.of(
                token.getSubject(),
                texts(byAction.get("read")),
                texts(byAction.get("write")),
                texts(byAction.get("manage")));
    }

    private static List<String> texts(@Nullable JsonValue list) {
        return list instanceof JsonArray array
                ? array.stream().map(TokenGrants::text).toList()
                : List.of();
    }

    /** What is no text becomes the empty one, which is no pattern. */
    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : "";
    }
}
