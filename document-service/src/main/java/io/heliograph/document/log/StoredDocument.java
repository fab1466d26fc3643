package io.heliograph.document.log;

import java.util.List;

/**
 * What a document consists of.
 *
 * @param sequence of the last part
 * @param parts updates in their order; a snapshot is one
 */
public record StoredDocument(long sequence, List<byte[]> parts) {
    public StoredDocument {
        parts = List.copyOf(parts);
    }
}
