package io.heliograph.presence.membership;

/** What happened, and whose membership of which channel it is. */
public record ChannelEvent(MemberId member, MemberEvent event) {}
