package io.heliograph.document.fanout;

import io.heliograph.document.name.DocumentName;

/** Reaches the other processes that have a document open, at most once and without blocking. Whatever it loses is found in the log. Safe for concurrent use. */
public interface Wire {
    void listen(DocumentName document);

    void forget(DocumentName document);

    void tell(DocumentName document, WireMessage message);

    /** Whether what is told arrives, as far as it is known here. */
    boolean isUp();
}
