package io.heliograph.document.editing;

import java.time.Duration;

/** What is counted of all documents together. */
public interface RoomMetrics {
    void offered(Verdict verdict);

    /** Something had to be read from the log that the wire did not bring. */
    void repaired();

    /** Something happened to a document that nobody expected. */
    void failed();

    /** An update was committed. */
    void appended(int bytes, Duration took);

    /** What was committed here came back over the wire, as others get it. */
    void fannedOut(Duration took);

    /** Somebody was told what it lacks of a document. */
    void answered(int bytes, Duration took);

    /** What a document adds up to was there. */
    void found();

    /** What a document adds up to had to be merged. */
    void merged();

    /**
     * An editor said something about who is there.
     *
     * @param received entries
     * @param news those of them that were passed on
     */
    void showed(int received, int news);

    /** Entries about who is there that editors were told, each counted as often as it was. */
    void told(long entries);

    /** Clients whose process was gone. */
    void expired(int clients);

    /** A document was found to be large. */
    void large();
}
