package io.heliograph.feed.activity;

import io.heliograph.contracts.event.Rejection;

/** What a record says, or why it can never be taken. */
public sealed interface Reading {
    record Taken(FeedEvent event) implements Reading {}

    record Refused(Rejection rejection) implements Reading {}
}
