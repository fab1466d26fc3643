package io.heliograph.document.access;

import io.heliograph.document.name.DocumentName;
import java.util.Optional;

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

    /** The one document that it covers, unless it ends with {@code *}. */
    public Optional<String> name() {
        return value.endsWith(REST) ? Optional.empty() : Optional.of(value);
    }

    /** How the names begin that it covers, if it ends with {@code *}. */
    public Optional<String> beginning() {
        return value.endsWith(REST) ? Optional.of(value.substring(0, value.length() - 1)) : Optional.empty();
    }

    public boolean matches(DocumentName document) {
        return beginning()
                .map(document.value()::startsWith)
                .orElse(document.value().equals(value));
    }
}
