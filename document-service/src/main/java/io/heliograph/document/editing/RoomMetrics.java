package io.heliograph.document.editing;

/** What is counted of all documents together. */
public interface RoomMetrics {
    void offered(Verdict verdict);

    /** Something had to be read from the log that the wire did not bring. */
    void repaired();

    /** Something happened to a document that nobody expected. */
    void failed();
}
