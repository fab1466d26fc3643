package io.heliograph.delivery.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** What those who may use the internal HTTP interface send as {@code Authorization: Bearer <credential>}. A secret: never printed. */
public record Credential(String value) {
    public static final int MIN_LENGTH = 16;

    private static final String SCHEME = "Bearer ";

    public Credential {
        if (value.length() < MIN_LENGTH) {
            throw new IllegalArgumentException("delivery.http.credential must have at least %d characters, has %d"
                    .formatted(MIN_LENGTH, value.length()));
        }
    }

    /** Takes the same time however much of it is right. */
    public boolean isPresentedBy(@Nullable String authorization) {
        return authorization != null
                && authorization.startsWith(SCHEME)
                && MessageDigest.isEqual(
                        authorization.substring(SCHEME.length()).getBytes(UTF_8), value.getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "Credential[redacted]";
    }
}
