package io.heliograph.gateway.repair;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.gateway.subscription.RepairTrigger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The channels that are to be compared, each once, the most urgent trigger first. It never holds more than the channels that are subscribed here. Confined to one
 * thread at a time.
 */
final class ComparisonQueue {
    private final RandomGenerator random;
    private final Map<RepairTrigger, Set<ChannelName>> waiting = new EnumMap<>(RepairTrigger.class);

    /** Channels to be asked for in one request. */
    record Batch(RepairTrigger trigger, List<ChannelName> channels) {}

    ComparisonQueue(RandomGenerator random) {
        this.random = random;
    }

    /** Adds channels in random order, so that pods that share them and start together do not ask for the same ones at the same time. */
    void add(Collection<ChannelName> channels, RepairTrigger trigger) {
        List<ChannelName> shuffled = new ArrayList<>(channels);
        Collections.shuffle(shuffled, Random.from(random));
        for (ChannelName channel : shuffled) {
            if (waiting.values().stream().noneMatch(others -> others.contains(channel))) {
                waiting.computeIfAbsent(trigger, _ -> new LinkedHashSet<>()).add(channel);
            }
        }
    }

    /** Takes the next channels, all of one trigger; an empty batch when nothing waits. */
    Batch take(int max) {
        for (RepairTrigger trigger : RepairTrigger.values()) {
            Set<ChannelName> channels = waiting.getOrDefault(trigger, Set.of());
            if (!channels.isEmpty()) {
                return new Batch(trigger, take(channels, max));
            }
        }
        return new Batch(RepairTrigger.SWEEP, List.of());
    }

    private static List<ChannelName> take(Set<ChannelName> channels, int max) {
        List<ChannelName> taken = new ArrayList<>(Math.min(max, channels.size()));
        Iterator<ChannelName> rest = channels.iterator();
        while (taken.size() < max && rest.hasNext()) {
            taken.add(rest.next());
            rest.remove();
        }
        return taken;
    }
}
