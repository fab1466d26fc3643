package io.heliograph.document.editing;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.document.access.Access;
import io.heliograph.document.name.DocumentName;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AudienceTest {
    private final Set<Editor> editors = new LinkedHashSet<>();
    private final RecordingWire wire = new RecordingWire();
    private final RecordingEditor writer = new RecordingEditor("ann", Access.WRITE);
    private final RecordingEditor viewer = new RecordingEditor("bob", Access.READ);
    private final Audience audience =
            new Audience(new DocumentName("plan"), "pod", wire, new UncountedRooms(), editors, 0);

    AudienceTest() {
        editors.add(writer);
        editors.add(viewer);
    }

    @Test
    void showsEverybodyWhoIsThere() {
        audience.hear("other", present(1, Audience.CROWD));
        audience.flush();

        assertThat(writer.shown()).hasSize(Audience.CROWD);
        assertThat(viewer.shown()).hasSize(Audience.CROWD);
    }

    @Test
    void tellsViewersHowManyThereAreInACrowd() {
        audience.hear("other", present(1, Audience.CROWD + 1));
        audience.flush();
        audience.greet(viewer);

        assertThat(writer.shown()).hasSize(Audience.CROWD + 1);
        assertThat(viewer.shown())
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.json()).isEqualTo("{\"heliograph\":{\"participants\":201}}"))
                .isSortedAccordingTo((a, b) -> Long.compare(a.clock(), b.clock()));
    }

    /** Clients forget what they do not hear of for 30 s. */
    @Test
    void repeatsHowManyThereAre() {
        audience.hear("other", present(1, Audience.CROWD + 1));

        audience.tick(Duration.ofSeconds(15).toNanos());

        assertThat(viewer.shown()).hasSize(1);
    }

    @Test
    void splitsWhatIsTooMuchForOneMessage() {
        audience.hear("other", present(1, 1_300));

        audience.tellAll();

        assertThat(wire.told).hasSize(3);
    }

    @Test
    void collectsChangesLongerTheMoreSeeThem() {
        assertThat(audience.delay()).isEqualTo(Duration.ofMillis(50));
        audience.hear("other", present(1, 51));
        assertThat(audience.delay()).isEqualTo(Duration.ofMillis(100));
        audience.hear("other", present(52, 100));
        assertThat(audience.delay()).isEqualTo(Duration.ofMillis(250));
    }

    private static List<AwarenessEntry> present(long first, int count) {
        return LongStream.range(first, first + count)
                .mapToObj(client -> new AwarenessEntry(client, 1, "{}"))
                .toList();
    }
}
