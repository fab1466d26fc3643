package io.heliograph.contracts.wire;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.wire.PodMessage.CompareNotice;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The binary form of a batch, docs/architecture.md ("The wire"): version byte, then the messages one after the other, each with a type byte. Numbers are big-endian, texts UTF-8
 * behind their length. A reader of version 1 refuses another version as a whole; the sender writes the oldest version that all pods read.
 *
 * <p>Safe for concurrent use.
 */
public final class PodBatchCodec {
    public static final byte VERSION = 1;

    private static final byte PUBLICATION = 1;
    private static final byte SKIPPED = 2;
    private static final byte COMPARE_ALL = 3;
    private static final byte COMPARE_PARTITION = 4;
    private static final byte COMPARE_CHANNELS = 5;
    private static final byte STATE = 6;
    private static final byte TRANSIENT = 7;
    private static final byte CLOSE_CONNECTION = 8;

    private PodBatchCodec() {}

    public static byte[] encode(List<? extends PodMessage> messages) {
        var out = new ByteWriter(64 + messages.size() * 256);
        out.writeByte(VERSION);
        messages.forEach(message -> write(message, out));
        return out.toByteArray();
    }

    /** @throws IllegalArgumentException when it is not a batch of this version */
    public static List<PodMessage> decode(byte[] batch) {
        var in = new ByteReader(ByteBuffer.wrap(batch));
        byte version = in.readByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("batch must have version " + VERSION + ", has " + version);
        }
        List<PodMessage> messages = new ArrayList<>();
        while (in.hasRemaining()) {
            messages.add(read(in));
        }
        return messages;
    }

    public static void write(PodMessage message, ByteWriter out) {
        switch (message) {
            case PodMessage.Publication publication -> writePublication(publication, out);
            case PodMessage.Skipped skipped -> {
                out.writeByte(SKIPPED);
                out.writeText(skipped.channel().value());
                out.writeLong(skipped.epoch());
                out.writeLong(skipped.first());
                out.writeLong(skipped.last());
            }
            case PodMessage.State state -> writeState(state, out);
            case PodMessage.Transient signal -> writeTransient(signal, out);
            case PodMessage.CloseConnection close -> {
                out.writeByte(CLOSE_CONNECTION);
                out.writeText(close.user());
                out.writeText(close.connection());
                out.writeInt(close.code());
            }
            case CompareNotice.AllChannels _ -> out.writeByte(COMPARE_ALL);
            case CompareNotice.Partition partition -> {
                out.writeByte(COMPARE_PARTITION);
                out.writeInt(partition.partition());
                out.writeInt(partition.partitionCount());
            }
            case CompareNotice.Channels channels -> {
                out.writeByte(COMPARE_CHANNELS);
                out.writeInt(channels.channels().size());
                channels.channels().forEach(channel -> out.writeText(channel.value()));
            }
        }
    }

    public static PodMessage read(ByteReader in) {
        byte type = in.readByte();
        return switch (type) {
            case PUBLICATION -> readPublication(in);
            case SKIPPED ->
                new PodMessage.Skipped(new ChannelName(in.readText()), in.readLong(), in.readLong(), in.readLong());
            case COMPARE_ALL -> new CompareNotice.AllChannels();
            case COMPARE_PARTITION -> new CompareNotice.Partition(in.readInt(), in.readInt());
            case COMPARE_CHANNELS -> {
                int count = in.readCount();
                List<ChannelName> channels = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    channels.add(new ChannelName(in.readText()));
                }
                yield new CompareNotice.Channels(channels);
            }
            case STATE -> readState(in);
            case TRANSIENT -> readTransient(in);
            case CLOSE_CONNECTION -> new PodMessage.CloseConnection(in.readText(), in.readText(), in.readInt());
            default -> throw new IllegalArgumentException("message type must be 1 to 8, is " + type);
        };
    }

    private static void writePublication(PodMessage.Publication publication, ByteWriter out) {
        out.writeByte(PUBLICATION);
        out.writeText(publication.channel().value());
        out.writeLong(publication.epoch());
        out.writeLong(publication.offset());
        out.writeText(publication.id());
        out.writeText(publication.type());
        out.writeInstant(publication.time());
        out.writeInstant(publication.storedAt());
        out.writeByte((byte) publication.priority().number());
        out.writeOptionalInstant(publication.expiresAt());
        out.writeOptionalText(publication.collapseKey());
        out.writeOptionalText(publication.user());
        out.writeOptionalText(publication.traceparent());
        out.writeJson(publication.data());
    }

    private static Priority priority(byte number) {
        return Priority.find(number)
                .orElseThrow(() -> new IllegalArgumentException("priority must be 0 to 2, is " + number));
    }

    private static PodMessage readPublication(ByteReader in) {
        return new PodMessage.Publication(
                new ChannelName(in.readText()),
                in.readLong(),
                in.readLong(),
                in.readText(),
                in.readText(),
                in.readInstant(),
                in.readInstant(),
                priority(in.readByte()),
                in.readOptionalInstant(),
                in.readOptionalText(),
                in.readOptionalText(),
                in.readOptionalText(),
                in.readJson());
    }

    private static void writeState(PodMessage.State state, ByteWriter out) {
        out.writeByte(STATE);
        out.writeText(state.channel().value());
        out.writeText(state.key());
        writeVersion(state.version(), out);
        Version previous = state.previous();
        out.writeBoolean(previous != null);
        if (previous != null) {
            writeVersion(previous, out);
        }
        out.writeText(state.id());
        out.writeText(state.type());
        out.writeInstant(state.time());
        out.writeOptionalText(state.user());
        out.writeOptionalText(state.traceparent());
        JsonBytes data = state.data();
        out.writeBoolean(data != null);
        if (data != null) {
            out.writeJson(data);
        }
    }

    private static PodMessage.State readState(ByteReader in) {
        return new PodMessage.State(
                new ChannelName(in.readText()),
                in.readText(),
                readVersion(in),
                in.readBoolean() ? readVersion(in) : null,
                in.readText(),
                in.readText(),
                in.readInstant(),
                in.readOptionalText(),
                in.readOptionalText(),
                in.readBoolean() ? in.readJson() : null);
    }

    private static void writeVersion(Version version, ByteWriter out) {
        out.writeLong(version.generation());
        out.writeLong(version.number());
    }

    private static Version readVersion(ByteReader in) {
        return new Version(in.readLong(), in.readLong());
    }

    private static void writeTransient(PodMessage.Transient signal, ByteWriter out) {
        out.writeByte(TRANSIENT);
        out.writeText(signal.channel().value());
        out.writeOptionalText(signal.id());
        out.writeText(signal.type());
        out.writeInstant(signal.time());
        out.writeInstant(signal.expiresAt());
        out.writeOptionalText(signal.user());
        out.writeOptionalText(signal.traceparent());
        out.writeJson(signal.data());
    }

    private static PodMessage.Transient readTransient(ByteReader in) {
        return new PodMessage.Transient(
                new ChannelName(in.readText()),
                in.readOptionalText(),
                in.readText(),
                in.readInstant(),
                in.readInstant(),
                in.readOptionalText(),
                in.readOptionalText(),
                in.readJson());
    }
}
