package io.heliograph.document.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.document.name.DocumentName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs tokens and checks them: JSON Web Tokens (RFC 7519) with HS256 and no other algorithm, so that back ends can sign them with any library. Safe for concurrent use.
 */
public final class TokenCodec {
    /** The audience: a token for something else that happens to be signed with the same key is none. */
    public static final String AUDIENCE = "heliograph-documents";

    /** A token that would last longer is none: so a revocation need not be kept for ever. */
    public static final Duration MAX_LIFETIME = Duration.ofDays(1);

    static final int MIN_KEY_BYTES = 32;

    /** How far the clock of a back end that signs may be ahead. */
    private static final Duration MAX_AHEAD = Duration.ofMinutes(1);

    private static final int MAX_LENGTH = 4_096;
    private static final int PARTS = 3;
    private static final String ALGORITHM = "HmacSHA256";
    private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final SecretKeySpec key;

    /** @throws IllegalArgumentException when the key is shorter than what HS256 needs (RFC 7518 §3.2) */
    public TokenCodec(byte[] key) {
        if (key.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "the key for tokens must have at least %d bytes, has %d".formatted(MIN_KEY_BYTES, key.length));
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    public String sign(DocumentToken token) {
        String claims = MAPPER.createObjectNode()
                .put("aud", AUDIENCE)
                .put("sub", token.user())
                .put("document", token.document().value())
                .put("access", token.access().wireName())
                .put("iat", token.issuedAt().getEpochSecond())
                .put("exp", token.expiresAt().getEpochSecond())
                .toString();
        String signed =
                encode(HEADER.getBytes(StandardCharsets.UTF_8)) + "." + encode(claims.getBytes(StandardCharsets.UTF_8));
        return signed + "." + encode(signature(signed));
    }

    /** @return empty when it is no token of this key, has expired or lasts too long; which of them is nobody's business */
    public Optional<DocumentToken> verify(String text, Instant now) {
        String[] parts = text.length() > MAX_LENGTH ? new String[0] : text.split("\\.", -1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            Base64.Decoder base64 = Base64.getUrlDecoder();
            if (!MessageDigest.isEqual(base64.decode(parts[2]), signature(parts[0] + "." + parts[1]))
                    || !MAPPER.readTree(base64.decode(parts[0]))
                            .path("alg")
                            .asText()
                            .equals("HS256")) {
                return Optional.empty();
            }
            return token(MAPPER.readTree(base64.decode(parts[1]))).filter(token -> isValid(token, now));
        } catch (IllegalArgumentException | DateTimeException | IOException _) {
            return Optional.empty();
        }
    }

    private static boolean isValid(DocumentToken token, Instant now) {
        return now.isBefore(token.expiresAt())
                && !token.issuedAt().isAfter(now.plus(MAX_AHEAD))
                && !token.expiresAt().isAfter(token.issuedAt().plus(MAX_LIFETIME));
    }

    private static Optional<DocumentToken> token(JsonNode claims) {
        if (!claims.path("aud").asText().equals(AUDIENCE)
                || !claims.path("iat").isIntegralNumber()
                || !claims.path("exp").isIntegralNumber()) {
            return Optional.empty();
        }
        return Access.ofWireName(claims.path("access").asText())
                .map(access -> new DocumentToken(
                        claims.path("sub").asText(),
                        new DocumentName(claims.path("document").asText()),
                        access,
                        Instant.ofEpochSecond(claims.path("iat").asLong()),
                        Instant.ofEpochSecond(claims.path("exp").asLong())));
    }

    private byte[] signature(String signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "TokenCodec[redacted]";
    }
}
