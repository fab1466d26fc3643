package io.heliograph.client.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MailboxTest {
    @Test
    void runsTheTasksOfManyThreadsOneAtATimeAndThoseOfEachInOrder() throws InterruptedException {
        int threads = 4;
        int tasks = 1_000;
        List<List<Integer>> ran = new ArrayList<>();
        AtomicInteger running = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(threads * tasks);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var mailbox = new Mailbox(executor);
            for (int thread = 0; thread < threads; thread++) {
                List<Integer> ofThread = new ArrayList<>();
                ran.add(ofThread);
                var _ = executor.submit(() -> {
                    for (int i = 0; i < tasks; i++) {
                        int number = i;
                        mailbox.post(() -> {
                            assertThat(running.incrementAndGet()).isEqualTo(1);
                            ofThread.add(number);
                            running.decrementAndGet();
                            done.countDown();
                        });
                    }
                });
            }

            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(ran).allSatisfy(numbers -> assertThat(numbers).isSorted().hasSize(tasks));
    }

    @Test
    void goesOnAfterATaskThatThrows() {
        List<String> ran = new ArrayList<>();
        var mailbox = new Mailbox(Runnable::run);

        mailbox.post(() -> {
            throw new IllegalStateException("for the test");
        });
        mailbox.post(() -> ran.add(mailbox.isCurrent() ? "inside" : "outside"));

        assertThat(ran).containsExactly("inside");
        assertThat(mailbox.isCurrent()).isFalse();
    }
}
