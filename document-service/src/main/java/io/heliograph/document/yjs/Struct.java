package io.heliograph.document.yjs;

import io.heliograph.document.lib0.Lib0Reader;
import io.heliograph.document.lib0.Lib0Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that one client wrote at once: {@code length} clocks from {@code clock} on.
 *
 * @param info the kind of content, and which of origin, right origin and parentSub there are
 * @param parent the bytes that say where it belongs; none if an origin says so
 */
record Struct(
        long client,
        long clock,
        long length,
        int info,
        @Nullable Id origin,
        @Nullable Id rightOrigin,
        Slice parent,
        Content content) {
    static final int KIND = 0x1f;
    static final int HAS_ORIGIN = 0x80;
    static final int HAS_RIGHT_ORIGIN = 0x40;
    static final int HAS_PARENT_SUB = 0x20;

    static final int GC = 0;
    static final int DELETED = 1;
    static final int JSON = 2;
    static final int BINARY = 3;
    static final int STRING = 4;
    static final int EMBED = 5;
    static final int FORMAT = 6;
    static final int TYPE = 7;
    static final int ANY = 8;
    static final int DOCUMENT = 9;
    static final int SKIP = 10;

    static Struct skip(long client, long clock, long length) {
        return new Struct(client, clock, length, SKIP, null, null, Slice.EMPTY, new Content.Length());
    }

    int kind() {
        return info & KIND;
    }

    boolean isSkip() {
        return kind() == SKIP;
    }

    long end() {
        return clock + length;
    }

    /** Without its first clocks. */
    Struct from(long start) {
        return cut(start).getLast();
    }

    /** @param at clocks within, ascending; each piece follows what was cut off */
    List<Struct> cut(long... at) {
        List<Content> contents =
                content.cut(Arrays.stream(at).map(clock -> clock - this.clock).toArray());
        List<Struct> pieces = new ArrayList<>();
        for (int i = 0; i <= at.length; i++) {
            long start = i == 0 ? clock : at[i - 1];
            long end = i == at.length ? end() : at[i];
            pieces.add(piece(start, end, contents.get(i)));
        }
        return pieces;
    }

    private Struct piece(long start, long end, Content rest) {
        if (start == clock || kind() == GC || kind() == SKIP) {
            return new Struct(client, start, end - start, info, origin, rightOrigin, parent, rest);
        }
        int flags = (info & (KIND | HAS_RIGHT_ORIGIN)) | HAS_ORIGIN;
        return new Struct(client, start, end - start, flags, new Id(client, start - 1), rightOrigin, Slice.EMPTY, rest);
    }

    /** Whether only its content is of use, and none once it was deleted. */
    boolean isCollectable() {
        return switch (kind()) {
            case GC, DELETED, SKIP, TYPE -> false;
            default -> true;
        };
    }

    Struct withoutContent() {
        int deleted = (info & ~KIND) | DELETED;
        return new Struct(client, clock, length, deleted, origin, rightOrigin, parent, new Content.Length());
    }

    /** The type that it says it is in; none if that is a named one, or an origin tells. */
    @Nullable
    Id parentId() {
        if (parent.length() == 0) {
            return null;
        }
        Lib0Reader reader = new Lib0Reader(Arrays.copyOfRange(parent.source(), parent.start(), parent.end()));
        return reader.varUint() == 1 ? null : new Id(reader.varUint(), reader.varUint());
    }

    /** At the end, joined with the last one if it continues that. */
    static void append(List<Struct> structs, Struct next) {
        if (!structs.isEmpty() && structs.getLast().continuesIn(next)) {
            structs.set(structs.size() - 1, structs.getLast().with(next));
        } else {
            structs.add(next);
        }
    }

    /**
     * Whether the next one is its continuation, as Yjs itself decides when it joins items: typed one after the other, so that nobody can have written between them.
     */
    boolean continuesIn(Struct next) {
        if (kind() != next.kind() || next.clock != end() || next.client != client) {
            return false;
        }
        if (kind() == GC || kind() == SKIP) {
            return true;
        }
        boolean joinable = kind() == STRING || kind() == DELETED || kind() == ANY;
        return joinable
                && new Id(client, end() - 1).equals(next.origin)
                && Objects.equals(rightOrigin, next.rightOrigin);
    }

    Struct with(Struct next) {
        return new Struct(
                client, clock, length + next.length, info, origin, rightOrigin, parent, content.with(next.content));
    }

    void write(Lib0Writer writer) {
        writer.octet(info);
        if (origin != null) {
            writer.varUint(origin.client()).varUint(origin.clock());
        }
        if (rightOrigin != null) {
            writer.varUint(rightOrigin.client()).varUint(rightOrigin.clock());
        }
        parent.write(writer);
        content.write(writer, length);
    }
}
