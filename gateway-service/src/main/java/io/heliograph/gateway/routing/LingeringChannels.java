package io.heliograph.gateway.routing;

import io.heliograph.contracts.channel.ChannelName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Channels whose last subscriber went a short while ago: a page that is loaded again finds its route standing. Confined to one thread. */
public final class LingeringChannels {
    private final long lingerNanos;
    /** In the order of release, and so of their deadlines. */
    private final Map<ChannelName, Long> releasedAtNanos = new LinkedHashMap<>();

    public LingeringChannels(Duration linger) {
        lingerNanos = linger.toNanos();
    }

    public void release(ChannelName channel, long nowNanos) {
        releasedAtNanos.remove(channel); // to the end of the order
        releasedAtNanos.put(channel, nowNanos);
    }

    /** Somebody subscribed again. */
    public void hold(ChannelName channel) {
        releasedAtNanos.remove(channel);
    }

    /** Those that lingered long enough; they are forgotten here. */
    public List<ChannelName> takeExpired(long nowNanos) {
        List<ChannelName> expired = new ArrayList<>();
        Iterator<Map.Entry<ChannelName, Long>> oldestFirst =
                releasedAtNanos.entrySet().iterator();
        while (oldestFirst.hasNext()) {
            Map.Entry<ChannelName, Long> oldest = oldestFirst.next();
            if (nowNanos - oldest.getValue() < lingerNanos) {
                break;
            }
            expired.add(oldest.getKey());
            oldestFirst.remove();
        }
        return expired;
    }
}
