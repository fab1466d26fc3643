package io.heliograph.document.yjs;

import io.heliograph.document.lib0.Lib0Reader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A shared type with the chains of what is in it. Confined to whoever arranges it. */
final class SharedType {
    /** In the order of their numbers in an update, and what is named there and no more: a root is whatever editors ask for. */
    enum Kind {
        ARRAY,
        MAP,
        TEXT,
        XML_ELEMENT,
        XML_FRAGMENT,
        XML_HOOK,
        XML_TEXT,
        ROOT
    }

    /** Items one after the other. */
    static final class Chain {
        @Nullable
        Item head;
    }

    private static final Kind[] KINDS = Kind.values();

    final Chain list = new Chain();
    private final Map<String, Chain> values = new HashMap<>(0);
    private final Kind kind;
    private final String name;

    private SharedType(Kind kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    static SharedType root() {
        return new SharedType(Kind.ROOT, "");
    }

    /** @param struct of the kind {@link Struct#TYPE} */
    static SharedType of(Struct struct) {
        Slice bytes = ((Content.Whole) struct.content()).bytes();
        Lib0Reader reader = new Lib0Reader(Arrays.copyOfRange(bytes.source(), bytes.start(), bytes.end()));
        Kind kind = KINDS[(int) reader.varUint()];
        return new SharedType(kind, kind == Kind.XML_ELEMENT ? reader.text() : "");
    }

    Kind kind() {
        return kind;
    }

    /** Of an XML element; else empty. */
    String name() {
        return name;
    }

    /** What was set for a key, the newest last. */
    Chain values(String key) {
        return values.computeIfAbsent(key, _ -> new Chain());
    }
}
