package io.heliograph.cli.listen;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.heliograph.client.subscription.Message;
import io.heliograph.client.subscription.SubscriptionEvent.Gap;
import io.heliograph.client.subscription.SubscriptionEvent.Skipped;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

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
