package io.heliograph.notification.push;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * By what push services know this installation (RFC 8292). The private key is a secret: never printed.
 *
 * @param publicKey an uncompressed point on P-256 in base64url; browsers subscribe with it, so a new one loses all subscriptions
 * @param privateKey its number in base64url
 * @param subject whom an operator of a push service can write to: {@code mailto:} or {@code https:}
 */
public record VapidIdentity(String publicKey, String privateKey, String subject) {
    public VapidIdentity {
        String lower = subject.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("mailto:") && !lower.startsWith("https:")) {
            throw new IllegalArgumentException(
                    "notification.push.vapid.subject must begin with mailto: or https:, is '%s'".formatted(subject));
        }
        URI.create(subject); // it is put into a token as it is, so it may hold neither quotes nor control characters
    }

    /** Empty without any of the three. */
    public static Optional<VapidIdentity> of(
            Optional<String> publicKey, Optional<String> privateKey, Optional<String> subject) {
        if (publicKey.isEmpty() && privateKey.isEmpty() && subject.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new VapidIdentity(
                required("public-key", publicKey), required("private-key", privateKey), required("subject", subject)));
    }

    private static String required(String key, Optional<String> value) {
        return value.orElseThrow(() -> new IllegalArgumentException(
                "notification.push.vapid needs public-key, private-key and subject, or none; it has no " + key));
    }

    @Override
    public String toString() {
        return "VapidIdentity[publicKey=" + publicKey + ", subject=" + subject + "]";
    }
}
