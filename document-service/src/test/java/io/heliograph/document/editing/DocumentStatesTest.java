package io.heliograph.document.editing;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.document.name.DocumentName;
import io.heliograph.document.yjs.YjsEngine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DocumentStatesTest {
    private static final DocumentName PLAN = new DocumentName("plan");
    private static final DocumentName OTHER = new DocumentName("other");
    private static final int JOINS = 150;
    private static final int LARGE = 4 * 1024 * 1024;

    private final UpdateEngine engine = new YjsEngine();
    private final MemoryLog log = new MemoryLog();
    private final AtomicInteger merges = new AtomicInteger();
    private final DocumentStates states = states(2L * LARGE);

    @Test
    void mergesALargeDocumentOnceForAllWhoJoin() {
        log.append(PLAN, 0, List.of("ann"), Updates.insert(1, 0, "a".repeat(LARGE)));
        log.append(PLAN, 0, List.of("ann"), Updates.insertAfter(1, LARGE, 1, 0));

        try (var joins = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, JOINS).forEach(_ -> joins.execute(() -> states.at(PLAN, 2)));
        }

        assertThat(merges).hasValue(1);
        assertThat(log.reads()).isEqualTo(1);
        assertThat(states.at(PLAN, 2).answer()).isSameAs(states.at(PLAN, 2).answer());
    }

    @Test
    void addsWhatCameMeanwhile() {
        log.append(PLAN, 0, List.of("ann"), Updates.insert(1, 0));
        states.read(PLAN);
        for (int clock = 1; clock < 6; clock++) {
            log.append(PLAN, 0, List.of("ann"), Updates.insert(1, clock));
        }

        DocumentStates.State state = states.at(PLAN, 6);

        assertThat(state.sequence()).isEqualTo(6);
        assertThat(state.update())
                .isEqualTo(engine.merge(log.read(PLAN).parts())) // nothing was deleted
                .hasSize(state.size());
        assertThat(merges).hasValue(2);
        assertThat(Message.read(state.answer())).isInstanceOf(Message.Update.class);
    }

    @Test
    void hasNoContentOfWhatWasDeletedAsItIsReadAndAsItIsAddedTo() {
        log.append(PLAN, 0, List.of("ann"), Updates.insert(1, 0, "secret"));
        log.append(PLAN, 1, List.of("ann"), Updates.delete(1, 0));
        byte[] read = states.read(PLAN).update();
        log.append(PLAN, 2, List.of("ann"), Updates.delete(1, 1));

        DocumentStates.State added = states.at(PLAN, 3);

        assertThat(text(read)).contains("ecret").doesNotContain("secret");
        assertThat(text(added.update())).contains("cret").doesNotContain("ecret");
        assertThat(merges).hasValue(2);
        assertThat(log.reads()).isEqualTo(1);
        assertThat(engine.knowledgeOf(added.update()).snapshot())
                .isEqualTo(
                        engine.knowledgeOf(engine.merge(log.read(PLAN).parts())).snapshot());
        assertThat(added.storedBytes())
                .isGreaterThanOrEqualTo(engine.merge(log.read(PLAN).parts()).length);
    }

    /** What many updates add up to is less than they are: else a document would seem to grow as long as it is open. */
    @Test
    void readsADocumentAnewThatGrewByAMebibyte() {
        log.append(PLAN, 0, List.of("ann"), Updates.insert(1, 0, "a".repeat(1_000)));
        states.read(PLAN);
        log.append(PLAN, 0, List.of("ann"), Updates.insert(1, 1_000, "a".repeat(1024 * 1024)));

        states.at(PLAN, 2);

        assertThat(log.reads()).isEqualTo(2);
    }

    @Test
    void forgetsWhatWasNotAskedForLongestWhenAllTogetherAreTooLarge() {
        DocumentStates small = states(1_000);
        for (DocumentName document : List.of(PLAN, OTHER)) {
            log.append(document, 0, List.of("ann"), Updates.insert(1, 0, "a".repeat(600)));
            small.read(document);
        }

        small.at(OTHER, 1);
        assertThat(merges).hasValue(2);
        small.at(PLAN, 1);
        assertThat(merges).hasValue(3);
    }

    private static String text(byte[] update) {
        return new String(update, StandardCharsets.UTF_8);
    }

    private DocumentStates states(long maxBytes) {
        return new DocumentStates(
                log,
                engine,
                new UncountedRooms() {
                    @Override
                    public void merged() {
                        merges.incrementAndGet();
                    }
                },
                maxBytes);
    }
}
