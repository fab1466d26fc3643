package io.heliograph.document.editing;

import java.util.Set;

/** An update that was checked: well-formed in itself. */
public interface Edit {
    byte[] bytes();

    /** As others may see it: without the content of what it both brings and deletes. The same bytes if there is no such thing. */
    byte[] shown();

    /** How deep it nests shared types, whatever they are put in; 0 if it has none. */
    int depth();

    /** Clients that wrote something in it. */
    Set<Long> clients();
}
