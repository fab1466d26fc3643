package io.heliograph.document.announcing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.testing.Infrastructure;
import io.heliograph.cli.platform.testing.Part;
import io.heliograph.document.announcing.ChangeOutbox;
import io.heliograph.document.announcing.DocumentChange;
import io.heliograph.document.catalog.postgres.PostgresCatalog;
import io.heliograph.document.editing.Updates;
import io.heliograph.document.log.DocumentLog;
import io.heliograph.document.log.postgres.PostgresDocumentLog;
import io.heliograph.document.log.postgres.TestDatabase;
import io.heliograph.document.name.DocumentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // filled before all tests
class PostgresOutboxTest {
    private static final Duration NOW = Duration.ZERO;
    private static final Duration LONG = Duration.ofHours(1);
    private static final byte[] FIRST = Updates.insert(1, 0);
    private static final byte[] SECOND = Updates.insert(2, 0);

    private final List<DocumentChange> told = new ArrayList<>();
    private Infrastructure infrastructure;
    private TestDatabase postgres;
    private DocumentLog log;
    private ChangeOutbox outbox;
    private DocumentName plan;

    @BeforeAll
    void start() throws IOException {
        Path parent = Files.createDirectories(Path.of("target", "infrastructure"));
        infrastructure =
                Infrastructure.start(new DataFolder(Files.createTempDirectory(parent, "")), Set.of(Part.POSTGRES));
        postgres = new TestDatabase(infrastructure.jdbcUrl());
        log = new PostgresDocumentLog(postgres.database());
        outbox = new PostgresOutbox(postgres.database());
    }

    @AfterAll
    void stop() {
        postgres.close();
        infrastructure.close();
    }

    @BeforeEach
    void begin() {
        plan = new DocumentName("notes/" + UUID.randomUUID());
        told.clear();
    }

    @Test
    void makesOneChangeOfAllEditsUntilTheDocumentRests() {
        log.append(plan, 0, List.of("ann"), FIRST);
        log.append(plan, 1, List.of("bob", "ann"), SECOND);

        collectAndRelay(LONG, LONG);
        assertThat(told).isEmpty();
        collectAndRelay(NOW, LONG);

        assertThat(told).hasSize(1);
        DocumentChange change = told.getFirst();
        assertThat(change.document()).isEqualTo(plan);
        assertThat(change.sequence()).isEqualTo(2);
        assertThat(change.bytes()).isEqualTo(FIRST.length + SECOND.length);
        assertThat(change.actors()).containsExactlyInAnyOrder("ann", "bob");
        assertThat(change.deleted()).isFalse();
    }

    @Test
    void doesNotWaitForRestForEver() {
        log.append(plan, 0, List.of("ann"), FIRST);

        collectAndRelay(LONG, NOW);

        assertThat(told).extracting(DocumentChange::sequence).containsExactly(1L);
    }

    @Test
    void tellsEachChangeOnceAndNamesWhoWroteSince() {
        log.append(plan, 0, List.of("ann"), FIRST);
        collectAndRelay(NOW, LONG);
        collectAndRelay(NOW, LONG);
        log.append(plan, 1, List.of("bob"), SECOND);
        collectAndRelay(NOW, LONG);

        assertThat(told).extracting(DocumentChange::actors).containsExactly(List.of("ann"), List.of("bob"));
    }

    @Test
    void tellsAgainWhatWasNotTakenAndLosesNothing() {
        log.append(plan, 0, List.of("ann"), FIRST);
        outbox.collect(NOW, LONG);

        assertThatThrownBy(() -> outbox.relay(changes -> {
                    told.addAll(changes);
                    throw new IllegalStateException("killed before it was noted");
                }))
                .hasMessageContaining("killed");
        int again = outbox.relay(told::addAll);

        assertThat(again).isEqualTo(1);
        assertThat(told).hasSize(2);
        assertThat(told.getFirst()).isEqualTo(told.getLast());
    }

    @Test
    void isRelayedByOneProcessAtATime() {
        log.append(plan, 0, List.of("ann"), FIRST);
        outbox.collect(NOW, LONG);
        ChangeOutbox other = new PostgresOutbox(postgres.database());
        List<Integer> meanwhile = new ArrayList<>();

        outbox.relay(changes -> {
            told.addAll(changes);
            meanwhile.add(other.relay(told::addAll));
        });

        assertThat(meanwhile).containsExactly(0);
        assertThat(told).hasSize(1);
    }

    @Test
    void locksNobodyOutWhileItIsRelayed() {
        log.append(plan, 0, List.of("ann"), FIRST);
        outbox.collect(NOW, LONG);

        outbox.relay(_ -> log.append(plan, 1, List.of("bob"), SECOND));
        collectAndRelay(NOW, LONG);

        assertThat(told).extracting(DocumentChange::sequence).containsExactly(2L);
    }

    @Test
    void tellsOfADeletionInThePlaceOfWhatWaited() {
        log.append(plan, 0, List.of("ann"), FIRST);
        outbox.collect(NOW, LONG);

        new PostgresCatalog(postgres.database()).delete(plan);
        collectAndRelay(NOW, LONG);

        assertThat(told).hasSize(1);
        assertThat(told.getFirst().deleted()).isTrue();
        assertThat(told.getFirst().actors()).isEmpty();
        assertThat(told.getFirst().sequence()).isEqualTo(2);
    }

    private void collectAndRelay(Duration quiet, Duration atMost) {
        outbox.collect(quiet, atMost);
        outbox.relay(told::addAll);
    }
}
