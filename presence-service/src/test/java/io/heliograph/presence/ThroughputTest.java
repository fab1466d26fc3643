package io.heliograph.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Topic;
import io.heliograph.presence.intake.Reading;
import io.heliograph.presence.status.ConnectionEventReader;
import io.heliograph.presence.status.Grace;
import io.heliograph.presence.status.PersonState;
import io.heliograph.presence.status.StatusEvent;
import io.heliograph.presence.status.StatusFold;
import io.heliograph.presence.status.UserEvent;
import io.heliograph.presence.status.postgres.PersonRows;
import io.heliograph.presence.status.postgres.StatusPartition;
import io.heliograph.presence.status.postgres.VisibilityChoices;
import io.heliograph.presence.store.Claim;
import io.heliograph.presence.store.postgres.Change;
import io.heliograph.presence.store.postgres.Database;
import io.heliograph.presence.store.postgres.PartitionStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Measures, and asserts nothing about time: {@code mvn test -Dtest=ThroughputTest -Dtest.jvm.flags=-Dheliograph.measure=true}. */
@QuarkusTest
@EnabledIfSystemProperty(named = "heliograph.measure", matches = "true")
@SuppressWarnings("NullAway.Init")
class ThroughputTest extends RunningService {
    private static final int USERS = 20_000;
    private static final int BATCH = 1_000;
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private final StatusFold fold = new StatusFold(new Grace(Duration.ofSeconds(30), Duration.ofSeconds(60)));

    @Inject
    Database database;

    @Inject
    PersonRows people;

    @Inject
    VisibilityChoices choices;

    @Inject
    Wiring.LaneParts parts;

    @Test
    void edgesFolded() {
        pureFold(2_000_000);
        report("fold alone", 4_000_000, cpuNanos(() -> pureFold(4_000_000)), "core");
        reading(100_000);
        report("reading and checking events", 200_000, cpuNanos(() -> reading(200_000)), "core");
        lane(20);
        long start = System.nanoTime();
        lane(100);
        report("states and outbox in PostgreSQL, one partition", 100 * BATCH, System.nanoTime() - start, "wall");
    }

    private void pureFold(int edges) {
        PersonState[] states = new PersonState[USERS];
        Arrays.fill(states, PersonState.UNKNOWN);
        long published = 0;
        for (int i = 0; i < edges; i++) {
            int user = i % USERS;
            StatusFold.Step step = fold.settle(
                    fold.apply(states[user], edge(i / USERS, "c" + user), START.plusSeconds(i / USERS)),
                    START.plusSeconds(i / USERS),
                    START.plusSeconds(i / USERS));
            states[user] = step.next();
            published += step.effects().size();
        }
        assertThat(published).isPositive();
    }

    private static StatusEvent edge(int round, String connection) {
        Instant at = START.plusSeconds(round);
        return round % 2 == 0
                ? new StatusEvent.Opened(new StatusEvent.Connection(connection, "g1", "d1"), at, true)
                : new StatusEvent.Closed(connection, at);
    }

    private void reading(int events) {
        var reader = new ConnectionEventReader(new EventSchemas());
        CloudEvent event = CloudEventBuilder.v1()
                .withId("c1:opened")
                .withSource(URI.create("/gateway/g1"))
                .withType(EventType.CONNECTION_OPENED)
                .withTime(OffsetDateTime.parse("2026-01-01T12:00:00Z"))
                .withData(
                        "application/json",
                        "{\"connection\":\"c1\",\"pod\":\"g1\",\"user\":\"ann\",\"device\":\"d1\",\"transport\":\"websocket\",\"at\":\"2026-01-01T12:00:00Z\"}"
                                .getBytes(StandardCharsets.UTF_8))
                .build();
        for (int i = 0; i < events; i++) {
            assertThat(reader.read(event, "ann") instanceof Reading.Taken<UserEvent>)
                    .isTrue();
        }
    }

    private void lane(int batches) {
        var store = new PartitionStore(database);
        var partition = new StatusPartition(fold, people, choices, parts.metrics());
        Claim claim = store.claim(new Claim.Partition(Topic.CONNECTIONS.topicName(), 1_000));
        for (int i = 0; i < batches; i++) {
            int round = i / (USERS / BATCH);
            int first = i % (USERS / BATCH) * BATCH;
            List<UserEvent> events = new ArrayList<>(IntStream.range(first, first + BATCH)
                    .mapToObj(user -> new UserEvent("m" + user + "-" + unique, edge(round, "c" + user)))
                    .toList());
            Change change = partition.take(claim.partition(), events, Set.of(), START.plusSeconds(round));
            List<Long> numbers = store.commit(claim, i + 1, change, Set.of());
            if (!numbers.isEmpty()) {
                store.told(claim.partition(), numbers);
            }
        }
    }

    private static long cpuNanos(Runnable work) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    }

    @SuppressWarnings("SystemOut")
    private static void report(String what, int edges, long nanos, String per) {
        System.out.printf("measured: %s: %,d edges/s per %s second%n", what, Math.round(edges * 1e9 / nanos), per);
    }
}
