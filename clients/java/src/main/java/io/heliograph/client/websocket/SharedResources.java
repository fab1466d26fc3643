package io.heliograph.client.websocket;

import java.net.http.HttpClient;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** What all clients of a process share unless they are given their own: daemon threads that end with the process. */
final class SharedResources {
    static final Executor EXECUTOR = Executors.newVirtualThreadPerTaskExecutor();
    static final ScheduledExecutorService TIMER = timer();
    static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(EXECUTOR)
            .build();

    private SharedResources() {}

    private static ScheduledExecutorService timer() {
        var timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("heliograph-client-timer").factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
