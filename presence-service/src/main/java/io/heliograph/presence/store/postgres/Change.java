package io.heliograph.presence.store.postgres;

import io.heliograph.presence.outgoing.Outgoing;
import java.util.List;

/**
 * What follows from a batch, to be made as a whole or not at all.
 *
 * @param outgoing to be told, in this order
 */
public record Change(List<Statement> statements, List<Outgoing> outgoing) {
    public static final Change NONE = new Change(List.of(), List.of());

    public Change {
        statements = List.copyOf(statements);
        outgoing = List.copyOf(outgoing);
    }

    public boolean isEmpty() {
        return statements.isEmpty() && outgoing.isEmpty();
    }
}
