package io.heliograph.feed.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CursorCodecTest {
    private static final Place PLACE = new Place(Instant.parse("2026-01-01T12:00:00.123456Z"), UUID.randomUUID());

    private static final Cursor CURSOR = new Cursor(
            PLACE,
            List.of(new Aggregation.Open(new UUID(3, 4), new Place(PLACE.time().plusSeconds(60), new UUID(5, 6)))));

    private final CursorCodec codec = new CursorCodec("secret".getBytes(StandardCharsets.UTF_8));
    private final String cursor = codec.encode("ann", "feed:a", CURSOR);

    @Test
    void leadsBackToItsPlace() {
        assertThat(codec.decode("ann", "feed:a", cursor)).contains(CURSOR);
    }

    @Test
    void isOfNoUseToAnybodyElse() {
        assertThat(codec.decode("bob", "feed:a", cursor)).isEmpty();
    }

    @Test
    void isOfNoUseForAnotherList() {
        assertThat(codec.decode("ann", "feed:b", cursor)).isEmpty();
        assertThat(codec.decode("ann", "timeline", cursor)).isEmpty();
    }

    @Test
    void isOfNoUseWithAnotherKey() {
        var other = new CursorCodec("other".getBytes(StandardCharsets.UTF_8));

        assertThat(other.decode("ann", "feed:a", cursor)).isEmpty();
    }

    @Test
    void isOfNoUseOnceAnyCharacterIsChanged() {
        for (int i = 0; i < cursor.length() - 1; i++) { // the last one has bits that mean nothing
            char changed = cursor.charAt(i) == 'A' ? 'B' : 'A';

            assertThat(codec.decode("ann", "feed:a", cursor.substring(0, i) + changed + cursor.substring(i + 1)))
                    .as("character %d", i)
                    .isEmpty();
        }
        assertThat(codec.decode("ann", "feed:a", "")).isEmpty();
        assertThat(codec.decode("ann", "feed:a", "?")).isEmpty();
    }
}
