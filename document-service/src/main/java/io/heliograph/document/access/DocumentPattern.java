package io.heliograph.document.access;

import io.heliograph.document.name.DocumentName;

/**
 * Which documents a grant covers: a document's name, or the beginning of names followed by {@code *}, as in {@code notes/*}.
 *
 * @param value the pattern as it stands in the token
 */
public record DocumentPattern(String value) {
    private static final String REST = "*";

    /** @throws IllegalArgumentException when no document can have such a name */
    public DocumentPattern {
        var _ = new DocumentName(value.endsWith(REST) ? value.substring(0, value.length() - 1) + "x" : value);
    }

    public boolean matches(DocumentName document) {
        return value.endsWith(REST)
                ? document.value().startsWith(value.substring(0, value.length() - 1))
                : document.value().equals(value);
    }
}
