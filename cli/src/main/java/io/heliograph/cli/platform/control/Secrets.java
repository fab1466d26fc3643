package io.heliograph.cli.platform.control;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that are drawn anew for each start of a platform. */
public final class Secrets {
    private static final int BYTES = 24;

    private Secrets() {}

    /** 192 random bits in base64url. */
    public static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
