package io.heliograph.gateway.repair;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.store.CatchUpRequest.From;
import io.heliograph.gateway.fanout.Fanout;
import io.heliograph.gateway.history.History;
import io.heliograph.gateway.subscription.GapRepair;
import io.heliograph.gateway.subscription.LocalChannels;
import io.heliograph.gateway.subscription.RepairTrigger;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Fetches what is missing in a channel, once for all event loops: while a question is under way nobody asks another. A stream that the answer does not help, because
 * it was further behind, asks anew. Safe for concurrent use.
 */
public final class GapFetcher implements GapRepair {
    /** The most offsets that a question asks for; more than a client's queue holds would only close it. */
    static final int PAGE = 200;

    /** How long the wire may lag behind the store before something counts as lost. */
    static final Duration WIRE_DELAY = Duration.ofMillis(500);

    private static final long MIN_RETRY_MILLIS = 500;
    private static final long MAX_RETRY_MILLIS = 1_500;

    private final History history;
    private final LocalChannels localChannels;
    private final Fanout fanout;
    private final Later later;
    private final RandomGenerator random;
    private final Set<ChannelName> underWay = ConcurrentHashMap.newKeySet();
    private final Map<ChannelName, Position> expected = new ConcurrentHashMap<>();

    /** @param random safe for concurrent use */
    public GapFetcher(
            History history, LocalChannels localChannels, Fanout fanout, Later later, RandomGenerator random) {
        this.history = history;
        this.localChannels = localChannels;
        this.fanout = fanout;
        this.later = later;
        this.random = random;
    }

    @Override
    public void missing(ChannelName channel, Position after, RepairTrigger trigger) {
        if (underWay.add(channel)) {
            ask(channel, after, trigger);
        }
    }

    @Override
    public void expected(ChannelName channel, Position head) {
        if (expected.put(channel, head) == null) {
            later.schedule(WIRE_DELAY, () -> {
                Position latest = expected.remove(channel);
                if (latest != null) {
                    fanout.compare(Map.of(channel, latest), RepairTrigger.SUBSCRIBE);
                }
            });
        }
    }

    private void ask(ChannelName channel, Position after, RepairTrigger trigger) {
        if (localChannels.loopsOf(channel) == 0) {
            underWay.remove(channel);
            return;
        }
        history.catchUp(channel, new From.AtPosition(after.toString()), PAGE).whenComplete((answer, failure) -> {
            if (failure == null) {
                onAnswer(channel, after, answer, trigger);
            } else {
                later.schedule(retryDelay(), () -> ask(channel, after, trigger));
            }
        });
    }

    private void onAnswer(ChannelName channel, Position after, CatchUp answer, RepairTrigger trigger) {
        // Before the answer is handed on: a stream that it does not help asks again on receiving it.
        underWay.remove(channel);
        fanout.repair(channel, after, answer, trigger);
    }

    private Duration retryDelay() {
        return Duration.ofMillis(random.nextLong(MIN_RETRY_MILLIS, MAX_RETRY_MILLIS));
    }
}
