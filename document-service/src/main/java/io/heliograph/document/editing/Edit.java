package io.heliograph.document.editing;

import java.util.Set;

/** An update that was checked: well-formed in itself. */
public interface Edit {
    byte[] bytes();

    /** Clients that wrote something in it. */
    Set<Long> clients();
}
