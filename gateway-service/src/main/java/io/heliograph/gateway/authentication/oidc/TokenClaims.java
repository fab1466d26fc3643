package io.heliograph.gateway.authentication.oidc;

import io.heliograph.gateway.authentication.PrincipalReader.Claims;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Takes what counts out of a token (docs/architecture.md, security). A claim of another form grants nothing. */
final class TokenClaims {
    private TokenClaims() {}

    static Claims of(JsonWebToken token) {
        Object channels = token.getClaim("channels");
        JsonObject byAction = channels instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        return new Claims(
                token.getSubject(),
                Instant.ofEpochSecond(token.getExpirationTime()),
                texts(byAction.get("subscribe")),
                texts(byAction.get("publish")),
                texts(token.getClaim("events")));
    }

    private static List<String> texts(@Nullable Object list) {
        return list instanceof JsonArray array
                ? array.stream().map(TokenClaims::text).toList()
                : List.of();
    }

    /** What is no text becomes the empty one, which is no pattern. */
    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : "";
    }
}
