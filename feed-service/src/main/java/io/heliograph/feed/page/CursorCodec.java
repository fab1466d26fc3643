package io.heliograph.feed.page;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
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
    private static final int GROUP_BYTES = 2 * Long.BYTES + PLACE_BYTES;
    private static final int SIGNATURE_BYTES = 16;

    private final SecretKeySpec key;

    /** @param secret the same for all processes that answer; not empty */
    public CursorCodec(byte[] secret) {
        key = new SecretKeySpec(secret.clone(), ALGORITHM);
    }

    /** @param list what the cursor is for, as {@code feed:team-7} */
    public String encode(String user, String list, Cursor cursor) {
        ByteBuffer content = ByteBuffer.allocate(PLACE_BYTES + cursor.open().size() * GROUP_BYTES);
        put(content, cursor.place());
        cursor.open().forEach(group -> {
            put(content, group.groupKey());
            put(content, group.newest());
        });
        ByteBuffer signed = ByteBuffer.allocate(content.capacity() + SIGNATURE_BYTES)
                .put(content.array())
                .put(signature(user, list, content.array()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed.array());
    }

    /** Empty when it was not made here for this user and list. */
    public Optional<Cursor> decode(String user, String list, String cursor) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        if (bytes.length < PLACE_BYTES + SIGNATURE_BYTES) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOf(bytes, bytes.length - SIGNATURE_BYTES);
        byte[] signature = Arrays.copyOfRange(bytes, content.length, bytes.length);
        if (!MessageDigest.isEqual(signature, signature(user, list, content))) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(content);
        Place place = place(in);
        List<Aggregation.Open> open = new ArrayList<>();
        while (in.remaining() >= GROUP_BYTES) {
            open.add(new Aggregation.Open(uuid(in), place(in)));
        }
        return Optional.of(new Cursor(place, open));
    }

    private static void put(ByteBuffer out, Place place) {
        out.putLong(ChronoUnit.MICROS.between(Instant.EPOCH, place.time()));
        put(out, place.id());
    }

    private static void put(ByteBuffer out, UUID id) {
        out.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static Place place(ByteBuffer in) {
        return new Place(Instant.EPOCH.plus(in.getLong(), ChronoUnit.MICROS), uuid(in));
    }

    private static UUID uuid(ByteBuffer in) {
        return new UUID(in.getLong(), in.getLong());
    }

    private byte[] signature(String user, String list, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            // Neither a user nor a list has a line feed, so that joining keeps them apart.
            mac.update((user + '\n' + list + '\n').getBytes(StandardCharsets.UTF_8));
            mac.update(content);
            return Arrays.copyOf(mac.doFinal(), SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
