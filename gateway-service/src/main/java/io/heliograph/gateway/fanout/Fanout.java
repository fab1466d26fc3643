package io.heliograph.gateway.fanout;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.wire.PodMessage.ChannelEntry;
import io.heliograph.gateway.metrics.DeliveryMetrics;
import io.heliograph.gateway.subscription.ChannelStream;
import io.heliograph.gateway.subscription.Delivery;
import io.heliograph.gateway.subscription.DeliveryEncoder;
import io.heliograph.gateway.subscription.LocalChannels;
import io.heliograph.gateway.subscription.RepairTrigger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Brings what arrives for this pod to the event loops that have subscribers for it: each entry is encoded once, each loop gets one task per batch. Safe for concurrent use. */
public final class Fanout {
    private final GatewayLoops loops;
    private final LocalChannels localChannels;
    private final DeliveryEncoder encoder;
    private final DeliveryMetrics metrics;

    public Fanout(GatewayLoops loops, LocalChannels localChannels, DeliveryEncoder encoder, DeliveryMetrics metrics) {
        this.loops = loops;
        this.localChannels = localChannels;
        this.encoder = encoder;
        this.metrics = metrics;
    }

    /** @return the channels of which something was dropped, because a loop does not keep up: they have to be compared */
    public Set<ChannelName> deliver(List<? extends ChannelEntry> entries) {
        Map<GatewayLoop, List<Delivery>> byLoop = new LinkedHashMap<>();
        for (ChannelEntry entry : entries) {
            long bits = localChannels.loopsOf(entry.channel());
            if (bits == 0) {
                metrics.unrouted();
                continue;
            }
            Delivery delivery = encoder.encode(entry);
            loops.forEach(bits, loop -> {
                delivery.retain();
                byLoop.computeIfAbsent(loop, _ -> new ArrayList<>()).add(delivery);
            });
            delivery.release();
        }
        Set<ChannelName> dropped = new HashSet<>();
        byLoop.forEach((loop, deliveries) -> {
            if (!loop.offer(deliveries.size(), () -> receive(loop, deliveries))) {
                deliveries.forEach(delivery -> {
                    dropped.add(delivery.entry().channel());
                    delivery.release();
                });
                metrics.overloaded(deliveries.size());
            }
        });
        return dropped;
    }

    /** Brings the store's answer about a channel to all its streams. */
    public void repair(ChannelName channel, Position asked, CatchUp answer, RepairTrigger trigger) {
        List<Delivery> deliveries =
                answer.entries().stream().map(encoder::encode).toList();
        loops.forEach(localChannels.loopsOf(channel), loop -> {
            deliveries.forEach(Delivery::retain);
            loop.executor().execute(() -> {
                ChannelStream stream = loop.streams().find(channel);
                if (stream != null) {
                    stream.onRepaired(asked, answer, deliveries, trigger);
                }
                deliveries.forEach(Delivery::release);
            });
        });
        deliveries.forEach(Delivery::release);
    }

    /** Tells the streams how far the store has their channels. */
    public void compare(Map<ChannelName, Position> heads, RepairTrigger trigger) {
        Map<GatewayLoop, Map<ChannelName, Position>> byLoop = new LinkedHashMap<>();
        heads.forEach((channel, head) -> loops.forEach(
                localChannels.loopsOf(channel),
                loop -> byLoop.computeIfAbsent(loop, _ -> new LinkedHashMap<>()).put(channel, head)));
        byLoop.forEach((loop, of) -> loop.executor()
                .execute(() -> of.forEach((channel, head) -> {
                    ChannelStream stream = loop.streams().find(channel);
                    if (stream != null) {
                        stream.onHead(head, trigger);
                    }
                })));
    }

    private static void receive(GatewayLoop loop, List<Delivery> deliveries) {
        for (Delivery delivery : deliveries) {
            ChannelStream stream = loop.streams().find(delivery.entry().channel());
            if (stream != null) {
                stream.onEntry(delivery);
            }
            delivery.release();
        }
    }
}
