package io.heliograph.document.editing;

import io.heliograph.document.access.Access;
import io.heliograph.document.name.DocumentName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps who is there, each with what it may do. */
public final class PresentEditors implements Attendance {
    final Map<Editor, Access> present = new ConcurrentHashMap<>();

    @Override
    public void entered(DocumentName document, Editor editor) {
        present.put(editor, editor.access());
    }

    @Override
    public void left(Editor editor) {
        present.remove(editor);
    }
}
