package io.heliograph.contracts.store;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ResetReason;
import io.heliograph.contracts.wire.ByteReader;
import io.heliograph.contracts.wire.ByteWriter;
import io.heliograph.contracts.wire.PodBatchCodec;
import io.heliograph.contracts.wire.PodMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The binary form of the answer to a {@link CatchUpRequest}. Safe for concurrent use. */
public final class CatchUpCodec {
    private static final byte VERSION = 1;
    private static final byte NO_RESET = 0;

    private CatchUpCodec() {}

    public static byte[] encode(List<CatchUp> answers) {
        var out = new ByteWriter(1024);
        out.writeByte(VERSION);
        for (CatchUp answer : answers) {
            ResetReason reset = answer.reset();
            out.writeText(answer.channel().value());
            writePosition(answer.base(), out);
            writePosition(answer.head(), out);
            out.writeByte(reset == null ? NO_RESET : (byte) reset.number());
            writeEntries(answer.entries(), out);
        }
        return out.toByteArray();
    }

    /** @throws IllegalArgumentException when it is not such an answer */
    public static List<CatchUp> decode(byte[] bytes) {
        var in = new ByteReader(ByteBuffer.wrap(bytes));
        byte version = in.readByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("answer must have version " + VERSION + ", has " + version);
        }
        List<CatchUp> answers = new ArrayList<>();
        while (in.hasRemaining()) {
            var channel = new ChannelName(in.readText());
            Position base = readPosition(in);
            Position head = readPosition(in);
            byte reset = in.readByte();
            answers.add(new CatchUp(channel, base, head, reason(reset), readEntries(in)));
        }
        return answers;
    }

    private static @Nullable ResetReason reason(byte number) {
        return number == NO_RESET
                ? null
                : ResetReason.find(number)
                        .orElseThrow(() -> new IllegalArgumentException("reset must be 0 to 4, is " + number));
    }

    static void writeEntries(List<PodMessage.ChannelEntry> entries, ByteWriter out) {
        out.writeInt(entries.size());
        entries.forEach(entry -> PodBatchCodec.write(entry, out));
    }

    static List<PodMessage.ChannelEntry> readEntries(ByteReader in) {
        int count = in.readCount();
        List<PodMessage.ChannelEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(entry(in));
        }
        return entries;
    }

    private static PodMessage.ChannelEntry entry(ByteReader in) {
        if (PodBatchCodec.read(in) instanceof PodMessage.ChannelEntry entry) {
            return entry;
        }
        throw new IllegalArgumentException("an answer holds publications and skipped ranges, no notices");
    }

    static void writePosition(Position position, ByteWriter out) {
        out.writeLong(position.epoch());
        out.writeLong(position.offset());
    }

    static Position readPosition(ByteReader in) {
        return new Position(in.readLong(), in.readLong());
    }
}
