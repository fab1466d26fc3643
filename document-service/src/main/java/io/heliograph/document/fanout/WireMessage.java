package io.heliograph.document.fanout;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What processes tell each other of a document. {@code pod} is who tells. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public sealed interface WireMessage {
    /** Larger updates are read from the log. */
    int MAX_UPDATE = 64 * 1024;

    String pod();

    /**
     * An update was appended.
     *
     * @param update empty when it is too large for the wire
     */
    record Appended(String pod, long sequence, byte[] update) implements WireMessage {}

    /** Awareness that changed, in the form of y-protocols. */
    record Aware(String pod, byte[] states) implements WireMessage {}

    /** Asks the others for the awareness of their editors. */
    record WhoIsThere(String pod) implements WireMessage {}

    /** A life sign: this process has the document open and knows it up to the sequence. */
    record Here(String pod, long sequence) implements WireMessage {}

    /** Something was decided about who may edit the document, which is to be looked up. */
    record Decided(String pod) implements WireMessage {}

    static Appended appended(String pod, long sequence, byte[] update) {
        return new Appended(pod, sequence, update.length > MAX_UPDATE ? new byte[0] : update);
    }

    default byte[] encode() {
        return switch (this) {
            case Appended(String pod, long sequence, byte[] update) -> encode('u', pod, sequence, update);
            case Aware(String pod, byte[] states) -> encode('a', pod, 0, states);
            case WhoIsThere(String pod) -> encode('w', pod, 0, new byte[0]);
            case Here(String pod, long sequence) -> encode('h', pod, sequence, new byte[0]);
            case Decided(String pod) -> encode('d', pod, 0, new byte[0]);
        };
    }

    /** @return empty for what a newer process tells that this one does not know */
    static Optional<WireMessage> decode(byte[] bytes) {
        if (bytes.length < 1 + 1 + Long.BYTES || bytes.length < 1 + 1 + Long.BYTES + Byte.toUnsignedInt(bytes[1])) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte kind = buffer.get();
        byte[] name = new byte[Byte.toUnsignedInt(buffer.get())];
        long sequence = buffer.getLong();
        buffer.get(name);
        byte[] payload = new byte[buffer.remaining()];
        buffer.get(payload);
        String pod = new String(name, StandardCharsets.UTF_8);
        return switch (kind) {
            case 'u' -> Optional.of(new Appended(pod, sequence, payload));
            case 'a' -> Optional.of(new Aware(pod, payload));
            case 'w' -> Optional.of(new WhoIsThere(pod));
            case 'h' -> Optional.of(new Here(pod, sequence));
            case 'd' -> Optional.of(new Decided(pod));
            default -> Optional.empty();
        };
    }

    private static byte[] encode(char kind, String pod, long sequence, byte[] payload) {
        byte[] name = pod.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + 1 + Long.BYTES + name.length + payload.length)
                .put((byte) kind)
                .put((byte) name.length)
                .putLong(sequence)
                .put(name)
                .put(payload)
                .array();
    }
}
