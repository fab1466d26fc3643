package io.heliograph.feed.activity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** UUIDs that depend on nothing but names (version 5, RFC 9562 §5.5): whatever is done twice has the same id twice. */
public final class NamedUuid {
    /** Drawn once; another one would make other ids of the same events. */
    private static final UUID NAMESPACE = UUID.fromString("2b8e4d6a-91c3-4f7e-a0d5-7c64e19b3f28");

    private static final long VERSION_BITS = 0xF000L;
    private static final long VERSION_5 = 0x5000L;
    private static final long VARIANT_BITS = 0xC000_0000_0000_0000L;
    private static final long VARIANT_RFC = 0x8000_0000_0000_0000L;

    private NamedUuid() {}

    /** @param names without control characters, so that joining them with a line feed keeps them apart */
    public static UUID of(String... names) {
        MessageDigest sha1 = sha1();
        sha1.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .flip());
        ByteBuffer digest = ByteBuffer.wrap(sha1.digest(String.join("\n", names).getBytes(StandardCharsets.UTF_8)));
        return new UUID(
                (digest.getLong() & ~VERSION_BITS) | VERSION_5, (digest.getLong() & ~VARIANT_BITS) | VARIANT_RFC);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
