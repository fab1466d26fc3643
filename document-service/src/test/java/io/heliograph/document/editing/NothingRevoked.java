package io.heliograph.document.editing;

import io.heliograph.document.access.Revocation;
import io.heliograph.document.access.Revocations;
import io.heliograph.document.name.DocumentName;
import java.util.Collection;
import java.util.List;
import java.util.Map;

final class NothingRevoked implements Revocations {
    @Override
    public void add(DocumentName document, Revocation revocation) {
        throw new UnsupportedOperationException("nothing is revoked here");
    }

    @Override
    public Map<DocumentName, List<Revocation>> of(Collection<DocumentName> documents) {
        return Map.of();
    }
}
