package io.heliograph.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a process has used, from {@code /proc} and, for a JVM, from {@code jcmd}. Linux only. */
final class ProcessMeter {
    /** The unit of the times in {@code /proc/<pid>/stat}: 1/100 s on every Linux that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    /** The same of children that have ended. */
    private static final int ENDED_USER_TIME = 13;

    private static final int ENDED_SYSTEM_TIME = 14;
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern LIVE_BYTES = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

    private final long pid;

    ProcessMeter(long pid) {
        this.pid = pid;
    }

    /** User and system time since the process started, in seconds. */
    double cpuSeconds() {
        return seconds(USER_TIME, SYSTEM_TIME);
    }

    /** The same, with all that descends from the process: PostgreSQL has a process for each connection. */
    double treeCpuSeconds() {
        double descendants = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToDouble(child -> new ProcessMeter(child.pid()).ownAndEndedSeconds())
                .sum();
        return ownAndEndedSeconds() + descendants;
    }

    /** 0 when the process has just ended: then its parent counts it. */
    private double ownAndEndedSeconds() {
        try {
            return seconds(USER_TIME, SYSTEM_TIME, ENDED_USER_TIME, ENDED_SYSTEM_TIME);
        } catch (UncheckedIOException _) {
            return 0;
        }
    }

    private double seconds(int... fields) {
        String stat = read("stat");
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Arrays.stream(fields)
                        .mapToLong(field -> Long.parseLong(afterName[field]))
                        .sum()
                / TICKS_PER_SECOND;
    }

    long residentBytes() {
        return 1024 * number(RESIDENT, read("status"));
    }

    /** What a full collection leaves in the heap. */
    long liveHeapBytes() {
        jcmd("GC.run");
        // A histogram collects first, so this is the second full collection: references found by the first are gone.
        return number(LIVE_BYTES, jcmd("GC.class_histogram"));
    }

    private String jcmd(String command) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("jcmd " + pid + " " + command + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            throw new UncheckedIOException("process " + pid + " cannot be measured: has it ended?", e);
        }
    }

    private static long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        long last = -1;
        while (matcher.find()) {
            last = Long.parseLong(matcher.group(1));
        }
        if (last < 0) {
            throw new IllegalStateException("no " + pattern + " in: " + text);
        }
        return last;
    }
}
