package io.heliograph.contracts.store;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.wire.ByteReader;
import io.heliograph.contracts.wire.ByteWriter;
import java.nio.ByteBuffer;

/** The binary form of a {@link HistoryPage}. Safe for concurrent use. */
public final class HistoryPageCodec {
    private static final byte VERSION = 1;

    private HistoryPageCodec() {}

    public static byte[] encode(HistoryPage page) {
        var out = new ByteWriter(1024);
        out.writeByte(VERSION);
        out.writeText(page.channel().value());
        CatchUpCodec.writePosition(page.base(), out);
        CatchUpCodec.writePosition(page.head(), out);
        out.writeBoolean(page.more());
        CatchUpCodec.writeEntries(page.entries(), out);
        return out.toByteArray();
    }

    /** @throws IllegalArgumentException when it is not such a page */
    public static HistoryPage decode(byte[] bytes) {
        var in = new ByteReader(ByteBuffer.wrap(bytes));
        byte version = in.readByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("page must have version " + VERSION + ", has " + version);
        }
        return new HistoryPage(
                new ChannelName(in.readText()),
                CatchUpCodec.readPosition(in),
                CatchUpCodec.readPosition(in),
                in.readBoolean(),
                CatchUpCodec.readEntries(in));
    }
}
