package io.heliograph.presence.status;

/** What happened, and whose connection it was. */
public record UserEvent(String user, StatusEvent event) {}
