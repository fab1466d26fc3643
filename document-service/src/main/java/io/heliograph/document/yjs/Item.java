package io.heliograph.document.yjs;

import org.jspecify.annotations.Nullable;

/** A part of a struct that nothing else was put into: a link of a chain. Confined to whoever arranges it. */
final class Item {
    private final Struct struct;
    private final long clock;
    private final long end;

    /** What it was written behind and before, if those are there. */
    final @Nullable Item origin;

    final @Nullable Item rightOrigin;

    /** None if it is in nothing that is there any more, as all that refers to it then. */
    SharedType.@Nullable Chain chain;

    @Nullable
    Item next;

    /** Of a struct that is one. */
    final @Nullable SharedType type;

    /** Marks of {@link Arrangement}, instead of sets. */
    int scanned;

    int conflicting;

    Item(Struct struct, long clock, long end, @Nullable Item origin, @Nullable Item rightOrigin) {
        this.struct = struct;
        this.clock = clock;
        this.end = end;
        this.origin = origin;
        this.rightOrigin = rightOrigin;
        this.type = struct.kind() == Struct.TYPE ? SharedType.of(struct) : null;
    }

    Struct struct() {
        return struct;
    }

    long client() {
        return struct.client();
    }

    long clock() {
        return clock;
    }

    long end() {
        return end;
    }
}
