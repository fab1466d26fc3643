package io.heliograph.contracts.event;

/** The Kafka topics, docs/events.md §2. */
public enum Topic {
    NOTIFICATIONS("heliograph.notifications"),
    ACTIVITIES("heliograph.activities"),
    PUBLICATIONS("heliograph.publications"),
    SIGNALS("heliograph.signals"),
    CONNECTIONS("heliograph.connections"),
    MEMBERSHIPS("heliograph.memberships"),
    ACKNOWLEDGEMENTS("heliograph.acknowledgements"),
    PRESENCE("heliograph.presence"),
    REVOCATIONS("heliograph.revocations"),
    DOCUMENTS("heliograph.documents"),
    EMAILS("heliograph.emails"),
    RECEIPTS("heliograph.receipts"),
    JOURNAL("heliograph.journal");

    private final String topicName;

    Topic(String topicName) {
        this.topicName = topicName;
    }

    public String topicName() {
        return topicName;
    }

    /** Where a record of this topic goes that cannot be valid. */
    public String deadLetters() {
        return topicName + ".dead-letters";
    }
}
