package io.heliograph.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.platform.testing.Part;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OutageTest extends RunningService {
    private static final int ACTIVITIES = 60;

    private final List<String> people = IntStream.range(0, SmallBounds.MERGE_ABOVE)
            .mapToObj(i -> "p" + i + "-" + unique)
            .toList();

    @Test
    void goesOnWhereItWasWhenPostgresIsKilled() {
        people.forEach(this::follow);
        List<String> told = emit();
        soon(() -> assertThat(store.of("timeline:" + people.getFirst())).hasSizeGreaterThan(2));

        infrastructure.server(Part.POSTGRES).kill();
        soon(() -> assertThat(timeline(people.getFirst()).status()).isEqualTo(503));
        infrastructure.startAgain(Part.POSTGRES);

        everybodyGot(told);
    }

    @Test
    void goesOnWhereItWasWhenKafkaIsKilled() {
        people.forEach(this::follow);
        List<String> told = emit();
        soon(() -> assertThat(store.of("timeline:" + people.getFirst())).hasSizeGreaterThan(2));

        infrastructure.server(Part.KAFKA).kill();
        infrastructure.startAgain(Part.KAFKA);

        everybodyGot(told);
    }

    private List<String> emit() {
        return IntStream.range(0, ACTIVITIES)
                .mapToObj(i -> "activity.added " + add("a" + i, ""))
                .toList();
    }

    /** In order and once: telling again has the same id. */
    private void everybodyGot(List<String> told) {
        people.forEach(person -> {
            soon(() -> assertThat(told("timeline:" + person)).isEqualTo(told));
            soon(() -> assertThat(get(person, "/timeline?limit=100").ids()).hasSize(ACTIVITIES));
        });
        soon(() -> assertThat(told("feed:" + feed)).isEqualTo(told));
    }
}
