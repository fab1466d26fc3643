package io.heliograph.document.yjs;

import io.heliograph.document.lib0.Lib0Writer;
import java.util.ArrayList;
import java.util.List;

/** What a struct holds, as ranges of the bytes it was read from. */
sealed interface Content {
    /** Without the first clocks. */
    Content from(long clocks);

    /** Joined with what follows; of the same kind. */
    Content with(Content next);

    void write(Lib0Writer writer, long length);

    /** Nothing but how much of it there was: deleted, collected, or not known. */
    record Length() implements Content {
        @Override
        public Content from(long clocks) {
            return this;
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
        public Content from(long clocks) {
            throw new IllegalStateException("something of one clock is not cut");
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
        public Content from(long clocks) {
            return new Text(new ArrayList<>(Utf8.from(parts, clocks)));
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
        public Content from(long clocks) {
            return new Values(new ArrayList<>(values.subList((int) clocks, values.size())));
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
