package io.heliograph.document.editing;

import io.heliograph.document.access.Access;
import io.heliograph.document.log.LogUnavailableException;
import io.heliograph.document.name.DocumentName;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Whether somebody may be in a document: because nothing keeps them out, and there is room, docs/documents.md §3 and §9. Confined to the document's mailbox. */
final class Admission {
    private static final Refusal FULL =
            new Refusal(CloseCode.OVERLOADED, "the document has enough editors on this process");

    private final DocumentName document;
    private final Room.Parts parts;

    Admission(DocumentName document, Room.Parts parts) {
        this.document = document;
        this.parts = parts;
    }

    /**
     * What keeps editors out now. Blocks.
     *
     * @throws LogUnavailableException when PostgreSQL is away
     */
    Standing standing() {
        return Standing.of(Set.of(document), parts.revocations(), parts.log()).getOrDefault(document, Standing.OPEN);
    }

    /** @param all editors of the document, this one with them */
    Optional<Refusal> refusalOf(Editor editor, Standing standing, Collection<Editor> all) {
        return standing.refusalOf(editor).or(() -> isFullFor(editor, all) ? Optional.of(FULL) : Optional.empty());
    }

    private boolean isFullFor(Editor editor, Collection<Editor> all) {
        long alike =
                all.stream().filter(other -> other.access() == editor.access()).count();
        return alike
                > (editor.access() == Access.WRITE
                        ? parts.limits().writers()
                        : parts.limits().viewers());
    }
}
