package io.heliograph.presence.intake;

/** Counts changes: what happened, and what of it was told. Safe for concurrent use. */
public interface ChangeCounts {
    /** @param type online, idle, offline, entered, updated, left: few and fixed */
    void happened(String type);

    void told(String type);
}
