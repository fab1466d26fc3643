package io.heliograph.document.editing;

import io.heliograph.document.log.DocumentLog;
import io.heliograph.document.name.DocumentName;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Whose clients' ids are, docs/documents.md §4: of the user who first wrote under one. Confined to the document's mailbox, which may block. */
final class ClientOwners {
    private static final Refusal CONFLICT =
            new Refusal(CloseCode.CLIENT_ID_CONFLICT, "another user writes under this client's id");
    private static final Refusal COPY = new Refusal(CloseCode.DELETED, "this is a copy of a document that was deleted");

    private final DocumentName document;
    private final DocumentLog log;
    private final Map<Long, String> owners = new HashMap<>();

    ClientOwners(DocumentName document, DocumentLog log) {
        this.document = document;
        this.log = log;
    }

    /**
     * Those that were nobody's are this user's from now on.
     *
     * @return why the user may not write under all of them
     */
    Optional<Refusal> claim(String user, Collection<Long> clients) {
        List<Long> unknown = clients.stream()
                .filter(client -> !user.equals(owners.get(client)))
                .toList();
        if (unknown.isEmpty()) {
            return Optional.empty();
        }
        owners.putAll(log.claim(document, user, unknown));
        return unknown.stream()
                .map(client -> Objects.requireNonNull(owners.get(client)))
                .filter(owner -> !owner.equals(user))
                .map(owner -> owner.equals(DocumentLog.NOBODY) ? COPY : CONFLICT)
                .findFirst();
    }

    void forget() {
        owners.clear();
    }
}
