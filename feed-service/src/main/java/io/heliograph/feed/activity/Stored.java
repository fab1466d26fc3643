package io.heliograph.feed.activity;

/** What is known of an activity before an event. */
public sealed interface Stored {
    record Unknown() implements Stored {}

    record Live(Activity activity) implements Stored {}

    /** Taken back, perhaps before it was heard of. It never comes back. */
    record Retracted() implements Stored {}
}
