package io.heliograph.cli.platform.launch;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Tells what was achieved, and after how many seconds. Safe for concurrent use. */
public final class Progress {
    private final PrintWriter out;
    private final LongSupplier nanoClock;
    private final long startedNanos;

    /** @param nanoClock monotonic nanoseconds */
    public Progress(PrintWriter out, LongSupplier nanoClock) {
        this.out = out;
        this.nanoClock = nanoClock;
        startedNanos = nanoClock.getAsLong();
    }

    public void say(String line) {
        double seconds = (nanoClock.getAsLong() - startedNanos) / 1e9;
        synchronized (out) {
            out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds, line);
            out.flush();
        }
    }
}
