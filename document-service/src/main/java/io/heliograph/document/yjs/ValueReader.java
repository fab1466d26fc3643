package io.heliograph.document.yjs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.heliograph.document.lib0.Lib0Reader;
import io.heliograph.document.lib0.MalformedMessageException;
import java.io.IOException;

/** Skips values of lib0, and checks that they are some. */
final class ValueReader {
    /** Nesting that a stack surely has room for, and more than editors use. */
    static final int MAX_DEPTH = 64;

    private static final int UNDEFINED = 127;
    private static final int NULL = 126;
    private static final int INTEGER = 125;
    private static final int FLOAT_32 = 124;
    private static final int FLOAT_64 = 123;
    private static final int BIG_INTEGER = 122;
    private static final int FALSE = 121;
    private static final int TRUE = 120;
    private static final int STRING = 119;
    private static final int OBJECT = 118;
    private static final int ARRAY = 117;
    private static final int BYTES = 116;

    private static final int MAX_INTEGER_OCTETS = 8;
    private static final int MORE = 0x80;

    private static final int LAST_TYPE = 6;
    private static final int XML_ELEMENT = 3;
    private static final int XML_HOOK = 5;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private final Lib0Reader reader;

    ValueReader(Lib0Reader reader) {
        this.reader = reader;
    }

    void skipJson() {
        json(reader.text());
    }

    void skipJsonOrUndefined() {
        String text = reader.text();
        if (!text.equals("undefined")) {
            json(text);
        }
    }

    void skipType() {
        long type = reader.varUint();
        if (type > LAST_TYPE) {
            throw new MalformedMessageException("there is no such type of shared data");
        }
        if (type == XML_ELEMENT || type == XML_HOOK) {
            reader.skipText();
        }
    }

    /** Options of a document inside the document, which Yjs takes for an object. */
    void skipObject() {
        if (reader.octet() != OBJECT) {
            throw new MalformedMessageException("the options of a document must be an object");
        }
        object(1);
    }

    void skipAny() {
        any(0);
    }

    private void any(int depth) {
        if (depth > MAX_DEPTH) {
            throw new MalformedMessageException("a value is nested deeper than " + MAX_DEPTH);
        }
        switch (reader.octet()) {
            case UNDEFINED, NULL, FALSE, TRUE -> {}
            case INTEGER -> integer();
            case FLOAT_32 -> reader.skip(Float.BYTES);
            case FLOAT_64 -> reader.skip(Double.BYTES);
            case BIG_INTEGER -> reader.skip(Long.BYTES);
            case STRING -> reader.skipText();
            case OBJECT -> object(depth + 1);
            case ARRAY -> {
                long count = reader.varUint();
                for (long i = 0; i < count; i++) {
                    any(depth + 1);
                }
            }
            case BYTES -> reader.skip(reader.varUint());
            default -> throw new MalformedMessageException("there is no such type of value");
        }
    }

    private void object(int depth) {
        long count = reader.varUint();
        for (long i = 0; i < count; i++) {
            reader.skipText();
            any(depth);
        }
    }

    private void integer() {
        for (int i = 0; i < MAX_INTEGER_OCTETS; i++) {
            if ((reader.octet() & MORE) == 0) {
                return;
            }
        }
        throw new MalformedMessageException("an integer is larger than 2^53 - 1");
    }

    private static void json(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new MalformedMessageException("JSON is empty");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new MalformedMessageException("JSON has something behind it");
            }
        } catch (IOException _) {
            throw new MalformedMessageException("a value is no JSON");
        }
    }
}
