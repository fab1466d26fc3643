package io.heliograph.document.editing;

import io.heliograph.document.log.DocumentLog;
import io.heliograph.document.name.DocumentName;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whose clients' ids are, docs/documents.md §4: of the user who first wrote under one. Confined to the document's mailbox, which may block. */
final class ClientOwners {
    private final DocumentName document;
    private final DocumentLog log;
    private final Map<Long, String> owners = new HashMap<>();

    ClientOwners(DocumentName document, DocumentLog log) {
        this.document = document;
        this.log = log;
    }

    /** Whether all of them are this user's. Those that were nobody's are from now on. */
    boolean isOwner(String user, Collection<Long> clients) {
        List<Long> unknown = clients.stream()
                .filter(client -> !user.equals(owners.get(client)))
                .toList();
        if (unknown.isEmpty()) {
            return true;
        }
        owners.putAll(log.claim(document, user, unknown));
        return unknown.stream().allMatch(client -> user.equals(owners.get(client)));
    }
}
