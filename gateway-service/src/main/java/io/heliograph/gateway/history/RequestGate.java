package io.heliograph.gateway.history;

import java.util.ArrayDeque;
import java.util.Queue;

/** Lets few requests run, some wait, and refuses the rest: a store that is slow is not buried. Confined to one thread. */
public final class RequestGate {
    private final int maxRunning;
    private final int maxWaiting;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;

    public RequestGate(int maxRunning, int maxWaiting) {
        this.maxRunning = maxRunning;
        this.maxWaiting = maxWaiting;
    }

    /** Runs it now or once others have {@link #finished}, in order; false when too many wait already. */
    public boolean admit(Runnable request) {
        if (running < maxRunning) {
            running++;
            request.run();
            return true;
        }
        return waiting.size() < maxWaiting && waiting.add(request);
    }

    /** To be called once for each request that ran. */
    public void finished() {
        Runnable next = waiting.poll();
        if (next == null) {
            running--;
            return;
        }
        next.run();
    }

    public int waiting() {
        return waiting.size();
    }
}
