package io.heliograph.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.document.access.Access;
import io.heliograph.document.access.Revocations;
import io.heliograph.document.catalog.Catalog;
import io.heliograph.document.editing.DocumentBounds;
import io.heliograph.document.editing.DocumentStates;
import io.heliograph.document.editing.Editor;
import io.heliograph.document.editing.Limits;
import io.heliograph.document.editing.PresentEditors;
import io.heliograph.document.editing.Rooms;
import io.heliograph.document.editing.micrometer.CountedRooms;
import io.heliograph.document.fanout.Wire;
import io.heliograph.document.fanout.WireMessage;
import io.heliograph.document.log.DocumentLog;
import io.heliograph.document.name.DocumentName;
import io.heliograph.document.yjs.YjsEngine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComparisonsTest {
    private static final DocumentName DOCUMENT = new DocumentName("notes/plan");
    private static final Duration INTERVAL = Duration.ofMillis(20);

    private final CountDownLatch answer = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(2);
    private final SignedWire wire = new SignedWire();
    private final Rooms rooms = rooms();
    private final Comparisons comparisons =
            new Comparisons(rooms, hanging(Catalog.class), wire, INTERVAL, INTERVAL.dividedBy(2));

    @AfterEach
    void stop() {
        comparisons.stop();
        answer.countDown();
    }

    /** It took the process for dead on the others: a life sign waited for what PostgreSQL was asked before it. */
    @Test
    void givesLifeSignsWhilePostgresDoesNotAnswer() throws InterruptedException {
        rooms.enter(DOCUMENT, editor());
        comparisons.start();
        asked.await(); // the document's thread hangs, and the one that compares

        int before = wire.signs.get();

        await().untilAsserted(() -> assertThat(wire.signs).hasValueGreaterThan(before + 2));
    }

    private Rooms rooms() {
        YjsEngine engine = new YjsEngine();
        DocumentLog log = hanging(DocumentLog.class);
        CountedRooms metrics = new CountedRooms(new SimpleMeterRegistry());
        return new Rooms(
                "pod",
                log,
                hanging(Revocations.class),
                new DocumentStates(log, engine, metrics, 1024),
                engine,
                wire,
                (_, _) -> {},
                metrics,
                new PresentEditors(),
                new Limits(1, 1, 1, 1, new DocumentBounds(1, 1, 1, 1, 1)),
                task -> Thread.ofVirtual().start(task),
                System::nanoTime,
                (_, _) -> {});
    }

    /** Something behind a connection on which nothing comes back. */
    private <T> T hanging(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, _, _) -> {
            asked.countDown();
            answer.await();
            throw new IllegalStateException("the test is over");
        }));
    }

    private static Editor editor() {
        Map<String, Object> answers = Map.of("user", "ann", "access", Access.WRITE, "hashCode", 1, "equals", true);
        return (Editor) Proxy.newProxyInstance(
                Editor.class.getClassLoader(),
                new Class<?>[] {Editor.class},
                (_, method, _) -> answers.get(method.getName()));
    }

    private static final class SignedWire implements Wire {
        final AtomicInteger signs = new AtomicInteger();

        @Override
        public void listen(DocumentName document) {}

        @Override
        public void forget(DocumentName document) {}

        @Override
        public void tell(DocumentName document, WireMessage message) {
            if (message instanceof WireMessage.Here) {
                signs.incrementAndGet();
            }
        }

        @Override
        public boolean isUp() {
            return true;
        }
    }
}
