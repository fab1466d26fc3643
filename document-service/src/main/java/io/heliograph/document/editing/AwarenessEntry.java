package io.heliograph.document.editing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.heliograph.document.lib0.Lib0Reader;
import io.heliograph.document.lib0.Lib0Writer;
import io.heliograph.document.lib0.MalformedMessageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client shows of itself: cursor, name, colour.
 *
 * @param clock newer ones count
 * @param json an object, or {@code null} when the client left
 */
record AwarenessEntry(long client, long clock, String json) {
    static final String LEFT = "null";
    static final int MAX_STATE = 4_096;

    /** More than a client ever has, and few enough for one message. */
    private static final int MAX_ENTRIES = 2_048;

    private static final JsonFactory JSON = new JsonFactory();

    boolean isLeft() {
        return json.equals(LEFT);
    }

    AwarenessEntry left() {
        return new AwarenessEntry(client, clock + 1, LEFT);
    }

    /** @throws MalformedMessageException when it is not what y-protocols writes */
    static List<AwarenessEntry> read(byte[] states) {
        Lib0Reader reader = new Lib0Reader(states);
        long count = reader.varUint();
        if (count > MAX_ENTRIES) {
            throw new MalformedMessageException("awareness of %d clients, %d at most".formatted(count, MAX_ENTRIES));
        }
        List<AwarenessEntry> entries = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            entries.add(new AwarenessEntry(reader.varUint(), reader.varUint(), json(reader.text())));
        }
        return entries;
    }

    static byte[] write(Iterable<AwarenessEntry> entries) {
        Lib0Writer writer = new Lib0Writer();
        int count = 0;
        for (AwarenessEntry entry : entries) {
            writer.varUint(entry.client).varUint(entry.clock).text(entry.json);
            count++;
        }
        byte[] head = new Lib0Writer().varUint(count).toBytes();
        byte[] body = writer.toBytes();
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    private static String json(String text) {
        if (text.length() > MAX_STATE) {
            throw new MalformedMessageException(
                    "a state of awareness has %d characters at most, this one %d".formatted(MAX_STATE, text.length()));
        }
        if (!text.equals(LEFT) && !isObject(text)) {
            throw new MalformedMessageException("a state of awareness must be a JSON object");
        }
        return text;
    }

    private static boolean isObject(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException _) {
            return false;
        }
    }
}
