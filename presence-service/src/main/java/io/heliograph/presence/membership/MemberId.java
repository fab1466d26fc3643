package io.heliograph.presence.membership;

/** A user in a channel. */
public record MemberId(String channel, String user) {}
