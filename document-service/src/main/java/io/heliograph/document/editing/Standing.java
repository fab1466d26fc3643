package io.heliograph.document.editing;

import io.heliograph.document.access.Revocation;
import io.heliograph.document.access.Revocations;
import io.heliograph.document.log.Deletion;
import io.heliograph.document.log.DocumentLog;
import io.heliograph.document.log.LogUnavailableException;
import io.heliograph.document.name.DocumentName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What keeps editors out of a document, whatever their tokens say. */
record Standing(List<Revocation> revocations, Optional<Deletion> deletion) {
    static final Standing OPEN = new Standing(List.of(), Optional.empty());

    static final Refusal DELETED = new Refusal(CloseCode.DELETED, "the document was deleted");
    private static final Refusal REVOKED = new Refusal(CloseCode.UNAUTHENTICATED, "the token was revoked");

    /**
     * Of each of the documents. Blocks.
     *
     * @throws LogUnavailableException when PostgreSQL is away
     */
    static Map<DocumentName, Standing> of(
            Collection<DocumentName> documents, Revocations revocations, DocumentLog log) {
        Map<DocumentName, List<Revocation>> revoked = revocations.of(documents);
        Map<DocumentName, Deletion> deleted = log.deletions(documents);
        return documents.stream()
                .collect(Collectors.toMap(
                        document -> document,
                        document -> new Standing(
                                revoked.getOrDefault(document, List.of()),
                                Optional.ofNullable(deleted.get(document)))));
    }

    Optional<Refusal> refusalOf(Editor editor) {
        if (deletion.filter(Deletion::standing).isPresent()) {
            return Optional.of(DELETED);
        }
        return revocations.stream().anyMatch(one -> one.covers(editor.user(), editor.issuedAt()))
                ? Optional.of(REVOKED)
                : Optional.empty();
    }

    /** Whether what was known at a sequence is of a document that is gone, even if there is one of this name again. */
    boolean isGoneSince(long sequence) {
        return deletion.filter(last -> last.sequence() > sequence).isPresent();
    }
}
