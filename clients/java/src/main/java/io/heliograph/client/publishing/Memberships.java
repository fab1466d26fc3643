package io.heliograph.client.publishing;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.protocol.ClientFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The channels that a client is a member of, docs/protocol.md §3.9: entered again on each connection, until it leaves. What it asked for last is what counts; a
 * request that a later one overtakes counts as answered with it. Confined to its mailbox.
 */
public final class Memberships {
    private final Map<ChannelName, ClientFrame.Enter> entered = new LinkedHashMap<>();
    private final Map<String, ClientFrame> unanswered = new HashMap<>();

    public void enter(ClientFrame.Enter frame) {
        entered.put(frame.channel(), frame);
        unanswered.put(frame.ref(), frame);
    }

    public void leave(ClientFrame.Leave frame) {
        entered.remove(frame.channel());
        unanswered.put(frame.ref(), frame);
    }

    /** What is to be said on a new connection. What was to be left is left by the end of the old one. */
    public List<ClientFrame> again() {
        return new ArrayList<>(entered.values());
    }

    /** @return whether the ref is that of a request which had no answer yet */
    public boolean answered(String ref) {
        return unanswered.remove(ref) != null;
    }

    public boolean isUnanswered(String ref) {
        return unanswered.containsKey(ref);
    }

    /** The server refused to let the client in: it is not to be asked again. */
    public void refused(String ref) {
        entered.values().removeIf(frame -> frame.ref().equals(ref));
        unanswered.remove(ref);
    }

    /** The connection ended, and with it every membership. @return the requests to leave that are done by that */
    public List<String> detach() {
        List<String> left = unanswered.values().stream()
                .filter(ClientFrame.Leave.class::isInstance)
                .map(frame -> ((ClientFrame.Leave) frame).ref())
                .toList();
        left.forEach(unanswered::remove);
        return left;
    }

    public List<String> unanswered() {
        return List.copyOf(unanswered.keySet());
    }
}
