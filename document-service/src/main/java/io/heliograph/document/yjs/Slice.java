package io.heliograph.document.yjs;

import io.heliograph.document.lib0.Lib0Writer;

/** A range of bytes of an update; they are not copied. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Slice(byte[] source, int start, int end) {
    static final Slice EMPTY = of(new byte[0]);

    static Slice of(byte[] source) {
        return new Slice(source, 0, source.length);
    }

    int length() {
        return end - start;
    }

    void write(Lib0Writer writer) {
        writer.raw(source, start, end);
    }
}
