package io.heliograph.document.yjs;

import io.heliograph.document.lib0.Lib0Reader;
import io.heliograph.document.lib0.MalformedMessageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Reads an update and refuses what Yjs could not load: one such update in the log would break the document for everybody. */
final class UpdateParser {
    /** Structs, values that they list, and deleted ranges: each may be of two bytes and takes forty times that in memory. */
    static final int MAX_PARTS = 1_000_000;

    static final int MAX_CLIENTS = 20_000;

    private static final long MAX_CLOCK = 1L << 53;

    private final byte[] bytes;
    private final Lib0Reader reader;
    private final ValueReader values;
    private final long maxClients;
    private long partsLeft;

    private UpdateParser(byte[] bytes, long maxParts, long maxClients) {
        this.bytes = bytes;
        this.reader = new Lib0Reader(bytes);
        this.values = new ValueReader(reader);
        this.partsLeft = maxParts;
        this.maxClients = maxClients;
    }

    /**
     * What a client sent, which is bounded.
     *
     * @throws MalformedMessageException when it is none, or too much
     */
    static Update parseBounded(byte[] bytes) {
        Update update = parse(new UpdateParser(bytes, MAX_PARTS, MAX_CLIENTS));
        if (update.depth() > ValueReader.MAX_DEPTH) {
            throw new MalformedMessageException("shared types are nested deeper than " + ValueReader.MAX_DEPTH);
        }
        return update;
    }

    /**
     * What many clients sent together, so that a document stays readable however it has grown.
     *
     * @throws MalformedMessageException when it is none
     */
    static Update parse(byte[] bytes) {
        return parse(new UpdateParser(bytes, Long.MAX_VALUE, Long.MAX_VALUE));
    }

    /** As {@link YjsKnowledge#snapshot} writes it. */
    static YjsKnowledge parseSnapshot(byte[] bytes) {
        UpdateParser parser = new UpdateParser(bytes, Long.MAX_VALUE, Long.MAX_VALUE);
        Map<Long, Ranges> deleted = parser.deleted();
        return new YjsKnowledge(stateVector(parser.reader), deleted);
    }

    /** Up to the end of what is read. */
    static Map<Long, Long> stateVector(Lib0Reader reader) {
        Map<Long, Long> clocks = new HashMap<>();
        long count = reader.varUint();
        for (long i = 0; i < count; i++) {
            clocks.put(reader.varUint(), reader.varUint());
        }
        if (!reader.isAtEnd()) {
            throw new MalformedMessageException("a state vector has something behind its end");
        }
        return clocks;
    }

    private static Update parse(UpdateParser parser) {
        Map<Long, List<Struct>> structs = parser.structs();
        Map<Long, Ranges> deleted = parser.deleted();
        if (!parser.reader.isAtEnd()) {
            throw new MalformedMessageException("an update has something behind its end");
        }
        return new Update(parser.bytes, structs, deleted);
    }

    private Map<Long, List<Struct>> structs() {
        Map<Long, List<Struct>> structs = new HashMap<>();
        long clients = clients();
        for (long i = 0; i < clients; i++) {
            long count = parts();
            long client = reader.varUint();
            long clock = reader.varUint();
            List<Struct> own = new ArrayList<>();
            for (long j = 0; j < count; j++) {
                Struct struct = struct(client, clock);
                clock = struct.end();
                own.add(struct);
            }
            if (own.isEmpty() || structs.put(client, own) != null) {
                throw new MalformedMessageException("a client must occur once, with something that it wrote");
            }
        }
        return structs;
    }

    /** Sorted once for each client: one that is repeated must not cost more. */
    private Map<Long, Ranges> deleted() {
        Map<Long, LongStream.Builder> bounds = new HashMap<>();
        long clients = clients();
        for (long i = 0; i < clients; i++) {
            long client = reader.varUint();
            long count = parts();
            for (long j = 0; j < count; j++) {
                long clock = reader.varUint();
                bounds.computeIfAbsent(client, _ -> LongStream.builder())
                        .add(clock)
                        .add(clock + checkedLength(clock, reader.varUint()));
            }
        }
        Map<Long, Ranges> deleted = new HashMap<>();
        bounds.forEach(
                (client, own) -> deleted.put(client, Ranges.of(own.build().toArray())));
        return deleted;
    }

    private long clients() {
        long clients = reader.varUint();
        if (clients > maxClients) {
            throw new MalformedMessageException(
                    "an update may be by %d clients, this one is by %d".formatted(maxClients, clients));
        }
        return clients;
    }

    /** Counted before they are read, for they are kept. */
    private long parts() {
        long parts = reader.varUint();
        if (parts > partsLeft) {
            throw new MalformedMessageException("an update may have %d parts".formatted(MAX_PARTS));
        }
        partsLeft -= parts;
        return parts;
    }

    private Struct struct(long client, long clock) {
        int info = reader.octet();
        int kind = info & Struct.KIND;
        if (kind == Struct.GC || kind == Struct.SKIP) {
            if (info != kind) {
                throw new MalformedMessageException("what was collected or skipped has no origin");
            }
            long length = checkedLength(clock, reader.varUint());
            return new Struct(client, clock, length, info, null, null, Slice.EMPTY, new Content.Length());
        }
        Id origin = (info & Struct.HAS_ORIGIN) == 0 ? null : id(client, clock);
        Id rightOrigin = (info & Struct.HAS_RIGHT_ORIGIN) == 0 ? null : id(client, clock);
        Slice parent = origin == null && rightOrigin == null ? parent(client, clock, info) : Slice.EMPTY;
        return item(client, clock, info, origin, rightOrigin, parent);
    }

    private Struct item(
            long client, long clock, int info, @Nullable Id origin, @Nullable Id rightOrigin, Slice parent) {
        long length = 1;
        Content content;
        switch (info & Struct.KIND) {
            case Struct.DELETED -> {
                length = reader.varUint();
                content = new Content.Length();
            }
            case Struct.JSON -> {
                Content.Values json = list(values::skipJsonOrUndefined);
                length = json.values().size();
                content = json;
            }
            case Struct.ANY -> {
                Content.Values any = list(values::skipAny);
                length = any.values().size();
                content = any;
            }
            case Struct.STRING -> {
                int bytesLong = reader.skipText();
                Slice text = new Slice(bytes, reader.position() - bytesLong, reader.position());
                length = Utf8.units(text);
                content = new Content.Text(new ArrayList<>(List.of(text)));
            }
            case Struct.BINARY -> content = whole(() -> reader.skip(reader.varUint()));
            case Struct.EMBED -> content = whole(values::skipJson);
            case Struct.FORMAT ->
                content = whole(() -> {
                    reader.skipText();
                    values.skipJson();
                });
            case Struct.TYPE -> content = whole(values::skipType);
            case Struct.DOCUMENT ->
                content = whole(() -> {
                    reader.skipText();
                    values.skipObject();
                });
            default -> throw new MalformedMessageException("there is no such kind of content");
        }
        return new Struct(client, clock, checkedLength(clock, length), info, origin, rightOrigin, parent, content);
    }

    private Id id(long client, long clock) {
        Id id = new Id(reader.varUint(), reader.varUint());
        if (id.client() == client && id.clock() >= clock) {
            throw new MalformedMessageException("something must not refer to what its client writes later");
        }
        return id;
    }

    /** The parent's id stays readable for {@link Dependencies}: {@code 0 client clock}. */
    private Slice parent(long client, long clock, int info) {
        int start = reader.position();
        long root = reader.varUint();
        if (root == 1) {
            reader.skipText();
        } else if (root == 0) {
            id(client, clock);
        } else {
            throw new MalformedMessageException("a parent is either named or somebody's");
        }
        if ((info & Struct.HAS_PARENT_SUB) != 0) {
            reader.skipText();
        }
        return new Slice(bytes, start, reader.position());
    }

    private Content.Whole whole(Runnable skip) {
        return new Content.Whole(skipped(skip));
    }

    private Content.Values list(Runnable skip) {
        long count = parts();
        List<Slice> list = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            list.add(skipped(skip));
        }
        return new Content.Values(list);
    }

    private Slice skipped(Runnable skip) {
        int start = reader.position();
        skip.run();
        return new Slice(bytes, start, reader.position());
    }

    private static long checkedLength(long clock, long length) {
        if (length < 1 || length > MAX_CLOCK - clock) {
            throw new MalformedMessageException("something must have 1 to 2^53 clocks, has " + length);
        }
        return length;
    }
}
