package io.heliograph.document.yjs;

import io.heliograph.document.lib0.Lib0Reader;
import io.heliograph.document.yjs.SharedType.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a root is text, by the rules of docs/documents.md §7.1. An update does not tell what type a root is of, nor which elements editors show as blocks: it goes by what is in them. Linear
 * in the number of items and, however deep they are nested, without recursion.
 */
final class RootText {
    /** What ProseMirror, Tiptap and Lexical call a line break within a paragraph. */
    private static final Set<String> BREAKS = Set.of("hardBreak", "hard_break", "br", "linebreak");

    private static final String LEXICAL_TYPE = "__type";

    private static final int ANY_STRING = 119;

    private static final char REPLACEMENT = '\uFFFD';

    private final Map<Long, Ranges> deleted;
    private final IdentityHashMap<Struct, String> decoded = new IdentityHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private boolean isLineEnded;

    private RootText(Map<Long, Ranges> deleted) {
        this.deleted = deleted;
    }

    static String of(SharedType root, Map<Long, Ranges> deleted) {
        RootText text = new RootText(deleted);
        text.walk(root);
        return text.text.toString();
    }

    private void walk(SharedType root) {
        Deque<Walk> walks = new ArrayDeque<>();
        walks.push(new Walk(root, hasText(root), false));
        while (!walks.isEmpty()) {
            Walk walk = walks.peek();
            Item item = walk.next();
            if (item == null) {
                endLine(walk.isLine);
                walks.pop();
            } else if (item.struct().kind() == Struct.STRING) {
                appendShown(item);
            } else if (item.type != null && isShown(item)) {
                enter(walks, walk, item.type);
            }
        }
    }

    /** What stands beside text is in its line, and everything else in one of its own. */
    private void enter(Deque<Walk> walks, Walk around, SharedType type) {
        if (around.hasText && isBreak(type)) {
            append("\n", 0, 1);
        } else if (isXml(type)) {
            boolean isLine = !around.hasText && !(type.kind() == Kind.XML_TEXT && isElement(around.type));
            endLine(isLine);
            walks.push(new Walk(type, hasText(type), isLine));
        }
    }

    /** Its own, or that of an {@code XmlText} that an element has for it. */
    private boolean hasText(SharedType type) {
        for (Item item = type.list.head; item != null; item = item.next) {
            boolean isText = item.type == null
                    ? item.struct().kind() == Struct.STRING
                    : isElement(type) && item.type.kind() == Kind.XML_TEXT && hasString(item.type);
            if (isText && isShown(item)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasString(SharedType type) {
        for (Item item = type.list.head; item != null; item = item.next) {
            if (item.struct().kind() == Struct.STRING && isShown(item)) {
                return true;
            }
        }
        return false;
    }

    private boolean isBreak(SharedType type) {
        return switch (type.kind()) {
            case XML_ELEMENT -> BREAKS.contains(type.name());
            case MAP -> BREAKS.contains(lexicalType(type));
            case ARRAY, TEXT, XML_FRAGMENT, XML_HOOK, XML_TEXT, ROOT -> false;
        };
    }

    /** Lexical has a map for whatever is in a line and is no text. */
    private String lexicalType(SharedType map) {
        Item newest = map.values(LEXICAL_TYPE).head;
        while (newest != null && newest.next != null) {
            newest = newest.next;
        }
        if (newest == null || newest.struct().kind() != Struct.ANY || !isShown(newest)) {
            return "";
        }
        Slice value = ((Content.Values) newest.struct().content()).values().getLast();
        Lib0Reader reader = new Lib0Reader(Arrays.copyOfRange(value.source(), value.start(), value.end()));
        return reader.octet() == ANY_STRING ? reader.text() : "";
    }

    private static boolean isXml(SharedType type) {
        return switch (type.kind()) {
            case XML_ELEMENT, XML_FRAGMENT, XML_TEXT -> true;
            case ARRAY, MAP, TEXT, XML_HOOK, ROOT -> false;
        };
    }

    private static boolean isElement(SharedType type) {
        return type.kind() == Kind.XML_ELEMENT || type.kind() == Kind.XML_FRAGMENT;
    }

    private boolean isShown(Item item) {
        Ranges own = deleted(item);
        return !own.contains(item.clock()) || own.bordersBetween(item.clock(), item.end()).length > 0;
    }

    private Ranges deleted(Item item) {
        return deleted.getOrDefault(item.client(), Ranges.NONE);
    }

    private void appendShown(Item item) {
        Ranges own = deleted(item);
        boolean isShown = !own.contains(item.clock());
        long start = item.clock();
        for (long border : own.bordersBetween(item.clock(), item.end())) {
            appendIf(isShown, item, start, border);
            isShown = !isShown;
            start = border;
        }
        appendIf(isShown, item, start, item.end());
    }

    private void appendIf(boolean isShown, Item item, long start, long end) {
        if (isShown) {
            Struct struct = item.struct();
            String whole = decoded.computeIfAbsent(struct, RootText::decode);
            append(whole, (int) (start - struct.clock()), (int) (end - struct.clock()));
        }
    }

    private static String decode(Struct struct) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ((Content.Text) struct.content())
                .parts()
                .forEach(part -> bytes.write(part.source(), part.start(), part.length()));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Half of a surrogate pair, of which the other half was cut off, is replaced, as Yjs does. */
    private void append(String from, int start, int end) {
        if (isLineEnded) {
            text.append('\n');
            isLineEnded = false;
        }
        int first = text.length();
        text.append(from, start, end);
        if (Character.isLowSurrogate(text.charAt(first))) {
            text.setCharAt(first, REPLACEMENT);
        }
        int last = text.length() - 1;
        if (Character.isHighSurrogate(text.charAt(last))) {
            text.setCharAt(last, REPLACEMENT);
        }
    }

    /** Lines with nothing in them are left out. */
    private void endLine(boolean isLine) {
        isLineEnded |= isLine && !text.isEmpty();
    }

    /** How far a type was walked through. */
    private static final class Walk {
        private final SharedType type;
        private final boolean hasText;
        private final boolean isLine;
        private @Nullable Item next;

        Walk(SharedType type, boolean hasText, boolean isLine) {
            this.type = type;
            this.hasText = hasText;
            this.isLine = isLine;
            this.next = type.list.head;
        }

        @Nullable
        Item next() {
            Item item = next;
            next = item == null ? null : item.next;
            return item;
        }
    }
}
