package io.heliograph.document.name;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a document is called, docs/documents.md §1. It may contain {@code /}; because it comes in a path, it has no empty segments and none that a proxy would resolve.
 */
public record DocumentName(String value) {
    public static final int MAX_BYTES = 256;

    /** {@code /documents/tokens} is no document. */
    private static final String RESERVED = "tokens";

    public DocumentName {
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "the name of a document must have 1 to %d bytes, has %d".formatted(MAX_BYTES, bytes));
        }
        if (value.codePoints().anyMatch(DocumentName::isUnprintable)) {
            throw new IllegalArgumentException(
                    "the name of a document must have no control characters and be valid Unicode");
        }
        if (value.equals(RESERVED)) {
            throw new IllegalArgumentException("the name of a document must not be " + RESERVED);
        }
        if (Arrays.stream(value.split("/", -1)).anyMatch(DocumentName::isNoSegment)) {
            throw new IllegalArgumentException("the name of a document must have no empty, \".\" or \"..\" segments");
        }
    }

    private static boolean isUnprintable(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }

    private static boolean isNoSegment(String segment) {
        return segment.isEmpty() || segment.equals(".") || segment.equals("..");
    }

    @Override
    public String toString() {
        return value;
    }
}
