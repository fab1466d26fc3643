package io.heliograph.gateway.authentication;

import io.heliograph.contracts.channel.ChannelPattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a principal of the claims of a token that was validated. Safe for concurrent use. */
public final class PrincipalReader {
    public static final int MAX_SUBJECT_LENGTH = 120;
    /** Of one token, all its lists together. */
    public static final int MAX_PATTERNS = 200;

    private static final int MAX_SOURCE_LENGTH = 255;

    /**
     * The claims that count.
     *
     * @param subscribe claim {@code channels}, member {@code subscribe}
     * @param publish claim {@code channels}, member {@code publish}
     * @param events claim {@code events}
     */
    public record Claims(
            @Nullable String subject,
            Instant expiresAt,
            List<String> subscribe,
            List<String> publish,
            List<String> events) {
        public Claims {
            subscribe = List.copyOf(subscribe);
            publish = List.copyOf(publish);
            events = List.copyOf(events);
        }
    }

    /** @param ignoredPatterns patterns that are unusable or beyond the bound: they grant nothing, and the others still count */
    public record Reading(Principal principal, int ignoredPatterns) {}

    private PrincipalReader() {}

    /** Empty when the subject is missing or unusable. */
    public static Optional<Reading> read(Claims claims) {
        String subject = claims.subject();
        if (subject == null || !isUsableSubject(subject)) {
            return Optional.empty();
        }
        var patterns = new Patterns();
        var grants = new Grants(
                patterns.usable(claims.subscribe(), ChannelPattern::new),
                patterns.usable(claims.publish(), ChannelPattern::new),
                patterns.usable(claims.events(), PrincipalReader::sourcePattern));
        return Optional.of(new Reading(new Principal(subject, grants, claims.expiresAt()), patterns.ignored));
    }

    private static boolean isUsableSubject(String subject) {
        return !subject.isEmpty()
                && subject.length() <= MAX_SUBJECT_LENGTH
                && subject.chars().noneMatch(Character::isISOControl);
    }

    private static String sourcePattern(String pattern) {
        if (pattern.isEmpty()
                || pattern.length() > MAX_SOURCE_LENGTH
                || pattern.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a source pattern has 1 to " + MAX_SOURCE_LENGTH
                    + " characters without control characters, has " + pattern.length());
        }
        return pattern;
    }

    /** Counts over all lists of a token. */
    private static final class Patterns {
        private int seen;
        private int ignored;

        private <P> List<P> usable(List<String> texts, Function<String, P> parser) {
            List<P> usable = new ArrayList<>();
            for (String text : texts) {
                seen++;
                if (seen > MAX_PATTERNS) {
                    ignored++;
                    continue;
                }
                try {
                    usable.add(parser.apply(text));
                } catch (IllegalArgumentException _) {
                    ignored++;
                }
            }
            return usable;
        }
    }
}
