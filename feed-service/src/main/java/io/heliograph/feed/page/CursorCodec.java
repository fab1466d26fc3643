package io.heliograph.feed.page;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Cursors as clients hold them: opaque, and of use to the user and for the list they were made for alone. Without the signature a cursor would be a way to
 * ask for places that nobody was shown. Safe for concurrent use.
 */
public final class CursorCodec {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int PLACE_BYTES = 3 * Long.BYTES;
    private static final int SIGNATURE_BYTES = 16;

    private final SecretKeySpec key;

    /** @param secret the same for all processes that answer; not empty */
    public CursorCodec(byte[] secret) {
        key = new SecretKeySpec(secret.clone(), ALGORITHM);
    }

    /** @param list what the cursor is for, as {@code feed:team-7} */
    public String encode(String user, String list, Place place) {
        byte[] bytes = ByteBuffer.allocate(PLACE_BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, place.time()))
                .putLong(place.id().getMostSignificantBits())
                .putLong(place.id().getLeastSignificantBits())
                .array();
        ByteBuffer cursor =
                ByteBuffer.allocate(PLACE_BYTES + SIGNATURE_BYTES).put(bytes).put(signature(user, list, bytes));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.array());
    }

    /** Empty when it was not made here for this user and list. */
    public Optional<Place> decode(String user, String list, String cursor) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        if (bytes.length != PLACE_BYTES + SIGNATURE_BYTES) {
            return Optional.empty();
        }
        byte[] place = Arrays.copyOf(bytes, PLACE_BYTES);
        byte[] signature = Arrays.copyOfRange(bytes, PLACE_BYTES, bytes.length);
        if (!MessageDigest.isEqual(signature, signature(user, list, place))) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(place);
        return Optional.of(
                new Place(Instant.EPOCH.plus(in.getLong(), ChronoUnit.MICROS), new UUID(in.getLong(), in.getLong())));
    }

    private byte[] signature(String user, String list, byte[] place) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(place);
            // Neither a user nor a list has a line feed, so that joining keeps them apart.
            mac.update((user + '\n' + list).getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(mac.doFinal(), SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
