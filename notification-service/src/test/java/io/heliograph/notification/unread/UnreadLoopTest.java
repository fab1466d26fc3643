package io.heliograph.notification.unread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnreadLoopTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final AtomicInteger rounds = new AtomicInteger();
    private UnreadLoop loop = loop(() -> false, LONG);

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void goesOnAtOnceWhileThereIsMoreToDo() {
        loop = loop(() -> rounds.incrementAndGet() < 5, LONG);

        loop.start();

        await().until(() -> rounds.get() == 5);
    }

    @Test
    void goesOnAfterAFailure() {
        loop = loop(
                () -> {
                    if (rounds.incrementAndGet() < 3) {
                        throw new IllegalStateException("away for this test");
                    }
                    return false;
                },
                Duration.ofMillis(1));

        loop.start();

        await().until(() -> rounds.get() > 3);
        assertThat(loop.isAlive()).isTrue();
    }

    @Test
    void saysThatADefectEndedIt() {
        loop = loop(
                () -> {
                    throw new AssertionError("broken for this test");
                },
                LONG);
        assertThat(loop.isAlive()).isTrue();

        loop.start();

        await().dontCatchUncaughtExceptions().until(() -> !loop.isAlive());
    }

    @Test
    void finishesTheRoundThatIsUnderWayBeforeItIsClosed() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean finished = new AtomicBoolean();
        loop = loop(
                () -> {
                    finished.set(false);
                    begun.countDown();
                    rounds.incrementAndGet();
                    finished.set(true);
                    return true;
                },
                LONG);
        loop.start();
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        loop.close();

        assertThat(finished).isTrue();
        assertThat(loop.isAlive()).isTrue();
    }

    private UnreadLoop loop(BooleanSupplier round, Duration pause) {
        return new UnreadLoop(round, pause, Duration.ofSeconds(10));
    }
}
