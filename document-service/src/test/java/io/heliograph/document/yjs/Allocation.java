package io.heliograph.document.yjs;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What is allocated, which bounds time as well and is the same on a busy machine. */
final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /** @return bytes, by this thread */
    static long of(Runnable action) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        action.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
