package io.heliograph.notification.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboxCursorTest {
    private static final InboxCursor CURSOR = new InboxCursor(
            Instant.parse("2026-01-01T12:00:00.123456Z"), UUID.fromString("00000000-0000-5000-8000-000000000001"));

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isReadFromItsText(long seed) {
        var random = new Random(seed);
        var cursor = new InboxCursor(
                Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000))
                        .truncatedTo(ChronoUnit.MICROS),
                new UUID(random.nextLong(), random.nextLong()));

        assertThat(InboxCursor.parse(cursor.format("ann"), "ann")).contains(cursor);
    }

    @Test
    void belongsToOneUser() {
        assertThat(InboxCursor.parse(CURSOR.format("ann"), "bob")).isEmpty();
    }

    @Test
    void isNotReadWhenACharacterWasChanged() {
        String text = CURSOR.format("ann");

        for (int i = 0; i < text.length() - 1; i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            String changed = text.substring(0, i) + other + text.substring(i + 1);
            assertThat(InboxCursor.parse(changed, "ann")).as(changed).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "e7.20", "====", "AQ", "ä", "not a cursor"})
    void isNotReadFromOtherText(String text) {
        assertThat(InboxCursor.parse(text, "ann")).isEmpty();
    }

    @Test
    void isSafeInAUrl() {
        assertThat(CURSOR.format("ann")).matches("[A-Za-z0-9_-]+");
    }
}
