package io.heliograph.feed.reading.http;

import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.feed.reading.Grants;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Takes the grants out of a token. A claim of another form grants nothing. */
final class TokenGrants {
    private TokenGrants() {}

    static Grants of(JsonWebToken token, ChannelKinds kinds) {
        Object channels = token.getClaim("channels");
        JsonObject byAction = channels instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        return Grants.of(token.getSubject(), texts(byAction.get("subscribe")), texts(byAction.get("publish")), kinds);
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
