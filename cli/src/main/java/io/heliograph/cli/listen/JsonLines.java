package io.heliograph.cli.listen;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.heliograph.client.subscription.Message;
import io.heliograph.client.subscription.StateValue;
import io.heliograph.client.subscription.SubscriptionEvent.Gap;
import io.heliograph.client.subscription.SubscriptionEvent.Signal;
import io.heliograph.client.subscription.SubscriptionEvent.Skipped;
import io.heliograph.client.subscription.SubscriptionEvent.StateChanged;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For programs: the names of docs/protocol.md §4, with {@code data} as the bytes that were published. */
public final class JsonLines implements LineFormat {
    private static final JsonFactory JSON = new JsonFactory();

    private interface Members {
        void writeTo(JsonGenerator json) throws IOException;
    }

    @Override
    public String message(Message message) {
        return line("message", message.channel(), json -> {
            json.writeStringField("epoch", message.epoch());
            json.writeNumberField("offset", message.offset());
            json.writeStringField("id", message.id());
            json.writeStringField("type", message.type());
            json.writeStringField("time", message.time().toString());
            writeUser(json, message.user());
            json.writeFieldName("data");
            json.writeRawValue(LineFormat.oneLine(message.data().text()));
        });
    }

    @Override
    public String skipped(ChannelName channel, Skipped skipped) {
        return line("skipped", channel, json -> {
            json.writeStringField("epoch", Position.epochText(skipped.epoch()));
            json.writeNumberField("from", skipped.from());
            json.writeNumberField("to", skipped.to());
        });
    }

    @Override
    public List<String> stateChanged(ChannelName channel, StateChanged change) {
        List<String> lines = new ArrayList<>();
        change.changed().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            StateValue value = entry.getValue();
            lines.add(line("state", channel, json -> {
                json.writeStringField("key", entry.getKey());
                json.writeStringField("version", value.version().toString());
                json.writeStringField("id", value.id());
                json.writeStringField("type", value.type());
                json.writeStringField("time", value.time().toString());
                writeUser(json, value.user());
                json.writeFieldName("data");
                json.writeRawValue(LineFormat.oneLine(value.data().text()));
            }));
        });
        change.removed().stream()
                .sorted()
                .forEach(key -> lines.add(line("state", channel, json -> {
                    json.writeStringField("key", key);
                    json.writeBooleanField("removed", true);
                })));
        return lines;
    }

    @Override
    public String signal(Signal signal) {
        return line("transient", signal.channel(), json -> {
            if (signal.id() != null) {
                json.writeStringField("id", signal.id());
            }
            json.writeStringField("type", signal.type());
            json.writeStringField("time", signal.time().toString());
            writeUser(json, signal.user());
            json.writeFieldName("data");
            json.writeRawValue(LineFormat.oneLine(signal.data().text()));
        });
    }

    private static void writeUser(JsonGenerator json, @Nullable String user) throws IOException {
        if (user != null) {
            json.writeStringField("user", user);
        }
    }

    @Override
    public String gap(ChannelName channel, Gap gap) {
        return line("reset", channel, json -> {
            json.writeStringField("reason", gap.reason().wireName());
            json.writeStringField("position", gap.position().toString());
        });
    }

    private static String line(String op, ChannelName channel, Members members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("op", op);
            json.writeStringField("channel", channel.value());
            members.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }
}
