package io.heliograph.notification.inbox;

/** Which event of which producer: the source and the id of a CloudEvent, which together are its identity. */
public record EventReference(String source, String id) {}
