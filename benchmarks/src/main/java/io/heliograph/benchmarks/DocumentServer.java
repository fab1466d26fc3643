package io.heliograph.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What editors connect to with y-websocket, and what it has used so far. */
interface DocumentServer extends AutoCloseable {
    String name();

    /** Of its processes, {@code ws://…}; clients are spread over them. */
    List<String> urls();

    /** For each user a token to write the document, in the order of the users. It lasts as long as a pass may. */
    Map<String, String> tokens(String document, List<String> users);

    /** Of the processes that editors connect to. */
    double cpuSeconds();

    /** Of what they store edits in and tell each other with; 0 when there is nothing. */
    double storageCpuSeconds();

    /** Of the processes that editors connect to. */
    long residentBytes();

    /** How often a document was merged for those who join, if the server says so. */
    OptionalLong merges();

    /** Whether it can tell when an edit is saved. */
    boolean tellsSaved();

    @Override
    void close();
}
