package io.heliograph.notification.round;

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

class RoundLoopTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private RoundLoop loop = loop(() -> false, LONG);

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
    void finishesTheRoundThatIsUnderWayBeforeItGivesBackWhatThatNeeds() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean closedDuringRound = new AtomicBoolean();
        loop = loop(
                () -> {
                    begun.countDown();
                    rounds.incrementAndGet();
                    closedDuringRound.set(closed.get());
                    return true;
                },
                LONG);
        loop.start();
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        loop.close();

        assertThat(closed).isTrue();
        assertThat(closedDuringRound).isFalse();
        assertThat(loop.isAlive()).isTrue();
    }

    private RoundLoop loop(BooleanSupplier round, Duration pause) {
        return new RoundLoop("test", round, pause, Duration.ofSeconds(10), () -> closed.set(true));
    }
}
