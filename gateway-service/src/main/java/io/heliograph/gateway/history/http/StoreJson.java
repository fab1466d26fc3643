package io.heliograph.gateway.history.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.store.CatchUpRequest;
import io.heliograph.contracts.store.HistoryRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of {@link io.heliograph.contracts.store.StorePath}. */
final class StoreJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private StoreJson() {}

    static byte[] catchUp(CatchUpRequest request) {
        return bytes(request);
    }

    static byte[] history(HistoryRequest request) {
        return bytes(request);
    }

    static byte[] heads(List<ChannelName> channels) {
        return bytes(
                Map.of("channels", channels.stream().map(ChannelName::value).toList()));
    }

    /** @throws IllegalArgumentException when it is not such an answer */
    static Map<ChannelName, Position> readHeads(byte[] json) {
        try {
            Map<String, String> texts = MAPPER.readValue(json, Heads.class).heads();
            if (texts == null) {
                throw new IllegalArgumentException("answer must have the member 'heads'");
            }
            Map<ChannelName, Position> heads = new HashMap<>();
            texts.forEach((channel, position) -> heads.put(new ChannelName(channel), Position.parse(position)));
            return heads;
        } catch (IOException e) {
            throw new IllegalArgumentException("answer must be JSON of heads", e);
        }
    }

    private static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a question is JSON", e);
        }
    }

    private record Heads(@Nullable Map<String, String> heads) {}
}
