package io.heliograph.notification.push;

import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;

/**
 * One message to a push service (RFC 8030 §5).
 *
 * @param payload in clear; encrypted for each browser
 * @param ttl how long the push service keeps it for a browser that is away
 * @param topic a newer message of the same topic replaces one that was not taken yet: at most 32 characters of base64url
 */
public record PushMessage(JsonBytes payload, Duration ttl, Urgency urgency, String topic) {
    /** Four weeks; push services cut what is longer. */
    public static final Duration MAX_TTL = Duration.ofDays(28);

    private static final int TOPIC_BYTES = 24; // 32 characters of base64url

    /** How much battery it is worth (RFC 8030 §5.3). */
    public enum Urgency {
        LOW,
        NORMAL,
        HIGH;

        static Urgency of(Priority priority) {
            return switch (priority) {
                case LOW -> LOW;
                case NORMAL -> NORMAL;
                case HIGH -> HIGH;
            };
        }
    }

    public PushMessage {
        if (ttl.isNegative() || ttl.compareTo(MAX_TTL) > 0) {
            throw new IllegalArgumentException("ttl must be from 0 to %s, is %s".formatted(MAX_TTL, ttl));
        }
    }

    /** The same for the same tag, so that a message that is sent again replaces itself. It tells nothing about the tag. */
    static String topicOf(String tag) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(tag.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TOPIC_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "PushMessage[%d bytes, ttl=%s, urgency=%s]".formatted(payload.length(), ttl, urgency);
    }
}
