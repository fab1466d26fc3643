package io.heliograph.notification.inbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The place after an item of an inbox: newest first, equally old ones by id. Its text is opaque to clients and belongs to one
 * user. The checksum in it finds what is damaged or somebody else's; it is no signature and need not be one, because a page
 * holds notifications of the token's subject only, whatever the cursor says.
 */
public record InboxCursor(Instant createdAt, UUID id) {
    /** Before everything: no time is later (docs/events.md §3), and no id is greater. */
    public static final InboxCursor START = new InboxCursor(Instant.parse("9999-12-31T23:59:59Z"), new UUID(-1L, -1L));

    private static final byte VERSION = 1;
    private static final int PLACE_BYTES = 1 + 3 * Long.BYTES;
    private static final int CHECKSUM_BYTES = 8;

    public static InboxCursor after(InboxItem item) {
        return new InboxCursor(item.createdAt(), item.id().value());
    }

    public String format(String user) {
        byte[] place = ByteBuffer.allocate(PLACE_BYTES)
                .put(VERSION)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, createdAt))
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        byte[] text = ByteBuffer.allocate(PLACE_BYTES + CHECKSUM_BYTES)
                .put(place)
                .put(checksum(place, user))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /** The cursor, or empty when the text is not one that was made for this user. */
    public static Optional<InboxCursor> parse(String text, String user) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        if (bytes.length != PLACE_BYTES + CHECKSUM_BYTES || bytes[0] != VERSION) {
            return Optional.empty();
        }
        byte[] place = Arrays.copyOf(bytes, PLACE_BYTES);
        if (!Arrays.equals(checksum(place, user), Arrays.copyOfRange(bytes, PLACE_BYTES, bytes.length))) {
            return Optional.empty();
        }
        ByteBuffer fields = ByteBuffer.wrap(place, 1, PLACE_BYTES - 1);
        return Optional.of(new InboxCursor(
                Instant.EPOCH.plus(fields.getLong(), ChronoUnit.MICROS), new UUID(fields.getLong(), fields.getLong())));
    }

    private static byte[] checksum(byte[] place, String user) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(place);
            sha256.update(user.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(sha256.digest(), CHECKSUM_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
