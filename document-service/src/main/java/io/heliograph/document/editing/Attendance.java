package io.heliograph.document.editing;

import io.heliograph.document.name.DocumentName;

/** Is told who is in which document. Never blocks; safe for concurrent use. */
public interface Attendance {
    /** The editor was let in, or may do something else than before. */
    void entered(DocumentName document, Editor editor);

    /** The editor is not there any more; nothing happens when it was not let in. */
    void left(Editor editor);
}
