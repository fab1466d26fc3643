package io.heliograph.document.yjs;

import io.heliograph.document.lib0.Lib0Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a struct holds, as ranges of the bytes it was read from. */
sealed interface Content {
    /** @param at clocks within, ascending; one piece more than these comes out */
    List<Content> cut(long... at);

    /** Joined with what follows; of the same kind. */
    Content with(Content next);

    void write(Lib0Writer writer, long length);

    /** Nothing but how much of it there was: deleted, collected, or not known. */
    record Length() implements Content {
        @Override
        public List<Content> cut(long... at) {
            return Collections.nCopies(at.length + 1, this);
        }

        @Override
        public Content with(Content next) {
            return this;
        }

        @Override
        public void write(Lib0Writer writer, long length) {
            writer.varUint(length);
        }
    }

    /** One thing, which is not cut. */
    record Whole(Slice bytes) implements Content {
        @Override
        public List<Content> cut(long... at) {
            if (at.length > 0) {
                throw new IllegalStateException("something of one clock is not cut");
            }
            return List.of(this);
        }

        @Override
        public Content with(Content next) {
            throw new IllegalStateException("something of one clock is not joined");
        }

        @Override
        public void write(Lib0Writer writer, long length) {
            bytes.write(writer);
        }
    }

    /** Text, in clocks of UTF-16. Ranges of UTF-8 without their length; the list is only added to. */
    record Text(List<Slice> parts) implements Content {
        @Override
        public List<Content> cut(long... at) {
            return Utf8.cut(parts, at).stream().<Content>map(Text::new).toList();
        }

        @Override
        public Content with(Content next) {
            parts.addAll(((Text) next).parts);
            return this;
        }

        @Override
        public void write(Lib0Writer writer, long length) {
            writer.varUint(parts.stream().mapToLong(Slice::length).sum());
            parts.forEach(part -> part.write(writer));
        }
    }

    /** Values of one clock each; the list is only added to. */
    record Values(List<Slice> values) implements Content {
        @Override
        public List<Content> cut(long... at) {
            List<Content> pieces = new ArrayList<>();
            int start = 0;
            for (long end : at) {
                pieces.add(new Values(new ArrayList<>(values.subList(start, (int) end))));
                start = (int) end;
            }
            pieces.add(new Values(new ArrayList<>(values.subList(start, values.size()))));
            return pieces;
        }

        @Override
        public Content with(Content next) {
            values.addAll(((Values) next).values);
            return this;
        }

        @Override
        public void write(Lib0Writer writer, long length) {
            writer.varUint(length);
            values.forEach(value -> value.write(writer));
        }
    }
}
