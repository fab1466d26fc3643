package io.heliograph.gateway.authentication.oidc;

import java.util.Map;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jspecify.annotations.Nullable;

/** What is wrong with a token, in a word of a short list: for logs and metrics. */
final class TokenDefect {
    private static final Map<Integer, String> WORDS = Map.of(
            ErrorCodes.EXPIRED, "expired",
            ErrorCodes.NOT_YET_VALID, "not_yet_valid",
            ErrorCodes.AUDIENCE_INVALID, "audience",
            ErrorCodes.AUDIENCE_MISSING, "audience",
            ErrorCodes.ISSUER_INVALID, "issuer",
            ErrorCodes.ISSUER_MISSING, "issuer",
            ErrorCodes.SUBJECT_MISSING, "subject",
            ErrorCodes.SIGNATURE_INVALID, "signature");

    private TokenDefect() {}

    static String of(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidJwtException invalid) {
                return WORDS.entrySet().stream()
                        .filter(entry -> invalid.hasErrorCode(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse("invalid");
            }
        }
        return "invalid";
    }
}
