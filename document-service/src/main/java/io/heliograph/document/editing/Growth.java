package io.heliograph.document.editing;

import io.heliograph.document.name.DocumentName;

/** Told how documents grow. Never blocks; safe for concurrent use. */
@FunctionalInterface
public interface Growth {
    /** @param bytes of an update that this process appended */
    void appended(DocumentName document, int bytes);
}
