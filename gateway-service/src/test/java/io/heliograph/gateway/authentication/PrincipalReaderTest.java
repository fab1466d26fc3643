package io.heliograph.gateway.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelPattern;
import io.heliograph.gateway.authentication.PrincipalReader.Claims;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalReaderTest {
    private static final Instant EXPIRY = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void keepsSubjectGrantsAndExpiry() {
        var claims = new Claims("ann", EXPIRY, List.of("room:*"), List.of("room:lobby"), List.of("/shop/*"));

        var reading = PrincipalReader.read(claims).orElseThrow();

        assertThat(reading.principal())
                .isEqualTo(new Principal(
                        "ann",
                        new Grants(
                                List.of(new ChannelPattern("room:*")),
                                List.of(new ChannelPattern("room:lobby")),
                                List.of("/shop/*")),
                        EXPIRY));
        assertThat(reading.ignoredPatterns()).isZero();
    }

    @Test
    void ignoresUnusablePatternsAndKeepsTheOthers() {
        var claims = new Claims(
                "ann",
                EXPIRY,
                List.of("*", "room:*", "ROOM:1", ""),
                List.of("no channel"),
                List.of("", "/a\u0000", "/b"));

        var reading = PrincipalReader.read(claims).orElseThrow();

        assertThat(reading.principal().grants())
                .isEqualTo(new Grants(List.of(new ChannelPattern("room:*")), List.of(), List.of("/b")));
        assertThat(reading.ignoredPatterns()).isEqualTo(6);
    }

    @Test
    void ignoresPatternsBeyondTheBoundOfAToken() {
        var claims = new Claims(
                "ann",
                EXPIRY,
                Collections.nCopies(150, "room:*"),
                Collections.nCopies(60, "room:*"),
                List.of("/shop/*"));

        var reading = PrincipalReader.read(claims).orElseThrow();

        assertThat(reading.principal().grants().subscribe()).hasSize(150);
        assertThat(reading.principal().grants().publish()).hasSize(50);
        assertThat(reading.principal().grants().eventSources()).isEmpty();
        assertThat(reading.ignoredPatterns()).isEqualTo(11);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "a\nb", "\u007f"})
    void refusesAnUnusableSubject(@Nullable String subject) {
        assertThat(PrincipalReader.read(withSubject(subject))).isEmpty();
    }

    @Test
    void refusesASubjectBeyondItsBound() {
        assertThat(PrincipalReader.read(withSubject("x".repeat(120)))).isPresent();
        assertThat(PrincipalReader.read(withSubject("x".repeat(121)))).isEmpty();
    }

    private static Claims withSubject(@Nullable String subject) {
        return new Claims(subject, EXPIRY, List.of(), List.of(), List.of());
    }
}
