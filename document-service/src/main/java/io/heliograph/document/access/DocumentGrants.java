package io.heliograph.document.access;

import io.heliograph.document.name.DocumentName;
import java.util.List;
import java.util.Optional;

/**
 * What an access token allows with documents: its claim {@code documents}, docs/documents.md §3. Denies by default.
 *
 * @param read documents that may be seen
 * @param write documents that may be edited, and so be seen
 * @param manage documents that may be deleted, and whose tokens may be revoked; they cannot be seen by that alone
 */
public record DocumentGrants(
        String user, List<DocumentPattern> read, List<DocumentPattern> write, List<DocumentPattern> manage) {
    public DocumentGrants {
        read = List.copyOf(read);
        write = List.copyOf(write);
        manage = List.copyOf(manage);
    }

    /** Patterns of another form grant nothing. */
    public static DocumentGrants of(String user, List<String> read, List<String> write, List<String> manage) {
        return new DocumentGrants(user, patterns(read), patterns(write), patterns(manage));
    }

    public boolean allows(Access access, DocumentName document) {
        return covers(write, document) || (access == Access.READ && covers(read, document));
    }

    public boolean mayManage(DocumentName document) {
        return covers(manage, document);
    }

    private static boolean covers(List<DocumentPattern> patterns, DocumentName document) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(document));
    }

    private static List<DocumentPattern> patterns(List<String> texts) {
        return texts.stream()
                .map(DocumentGrants::pattern)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<DocumentPattern> pattern(String text) {
        try {
            return Optional.of(new DocumentPattern(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
