package io.heliograph.gateway.lifecycle;

/** Connection events had to be dropped, and there is room again: all connections are to be announced. Sent to those who observe it, on a thread that may block. */
public record EventsDropped() {}
