package io.heliograph.delivery.routing;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.registry.RedisKey;
import io.heliograph.contracts.wire.PodBatchCodec;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.contracts.wire.PodMessage.CompareNotice;
import io.heliograph.delivery.dependency.Backoff;
import io.heliograph.delivery.dependency.Dependency;
import io.heliograph.delivery.dependency.DependencyException;
import io.heliograph.delivery.dependency.DependencyStates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Takes what was stored to the pods that serve its channels: in a tick it takes whatever is queued, reads the routes of all its channels, and publishes one batch per pod. Nothing is
 * repeated: where routes could not be read or a publish failed, the pods concerned are told to compare, as soon as Redis is back. What may be lost is lost then. Those who store wait for none of it.
 *
 * <p>{@link #run} occupies a thread of its own; the other methods are safe for concurrent use and do not block.
 */
public final class ChannelRouter implements Runnable {
    private static final Logger LOG = Logger.getLogger(ChannelRouter.class);
    private static final int MAX_MESSAGES_PER_TICK = 2_000;

    private final RoutingQueue queue;
    private final Wire wire;
    private final DependencyStates dependencies;
    private final RoutingMetrics metrics;
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));
    private boolean away;

    /** @param maxWaiting the most messages that wait for Redis; beyond it notices take their place */
    public ChannelRouter(int maxWaiting, Wire wire, DependencyStates dependencies, RoutingMetrics metrics) {
        this.queue = new RoutingQueue(maxWaiting);
        this.wire = wire;
        this.dependencies = dependencies;
        this.metrics = metrics;
    }

    /**
     * To be called once it is stored, never before: a pod that registers in between would find it neither here nor in the store.
     *
     * @param partition the one that all of it is from
     * @param messages of channels: notices and the like have other ways
     */
    public void stored(CompareNotice.Partition partition, List<? extends PodMessage> messages) {
        if (messages.isEmpty()) {
            return;
        }
        var batch = new StoredBatch(partition, messages, System.nanoTime());
        if (queue.add(batch) == RoutingQueue.Offer.REFUSED) {
            unrouted(batch, NoticeCause.QUEUE_FULL);
        }
    }

    /** Has all pods compare the channels of a partition whose latest values may have been away from Redis for a while. */
    public void refilled(CompareNotice.Partition partition) {
        metrics.notice(NoticeCause.REFILLED);
        queue.noticePartition(partition);
    }

    /** Has all pods compare the channels of a partition whose predecessor may have died between commit and publish. */
    public void ownerChanged(CompareNotice.Partition partition) {
        metrics.notice(NoticeCause.OWNER_CHANGED);
        queue.noticePartition(partition);
    }

    /** Has all pods compare all channels, after new epochs were drawn. */
    public void epochsChanged() {
        metrics.notice(NoticeCause.NEW_EPOCHS);
        queue.noticeAllChannels();
    }

    /** Ends {@link #run} once what is queued was sent, or at once when Redis is away. */
    public void close() {
        queue.close();
    }

    @Override
    public void run() {
        try {
            while (queue.awaitWork() && !(away && queue.isClosed())) {
                tick();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick() throws InterruptedException {
        try {
            step();
        } catch (RuntimeException e) {
            // A defect. What the tick had taken is found by comparing; without this thread nothing would be found
            // before the sweep.
            LOG.error("routing.failed", e);
            queue.noticeAllChannels();
            queue.pause(backoff.next());
        }
    }

    private void step() throws InterruptedException {
        if (away && !probe()) {
            queue.takeBatches(MAX_MESSAGES_PER_TICK).forEach(this::compareInstead);
            queue.pause(backoff.next());
            return;
        }
        sendNotices();
        List<StoredBatch> batches = queue.takeBatches(MAX_MESSAGES_PER_TICK);
        if (!batches.isEmpty()) {
            route(batches);
        }
    }

    private boolean probe() {
        try {
            wire.probe();
            away = false;
            backoff.reset();
            dependencies.worked(Dependency.REDIS);
            return true;
        } catch (DependencyException e) {
            dependencies.failed(e);
            return false;
        }
    }

    private void sendNotices() {
        List<PendingNotices.Addressed> notices = queue.takeNotices();
        if (notices.isEmpty()) {
            return;
        }
        Set<String> failed = publish(notices.stream()
                .collect(Collectors.groupingBy(
                        PendingNotices.Addressed::pubSubChannel,
                        Collectors.mapping(PendingNotices.Addressed::notice, Collectors.toList()))));
        queue.giveBack(notices.stream()
                .filter(notice -> failed.contains(notice.pubSubChannel()))
                .toList());
    }

    private void route(List<StoredBatch> batches) {
        List<PodMessage> messages = new ArrayList<>();
        batches.forEach(batch -> messages.addAll(batch.messages()));
        Set<ChannelName> channels = new LinkedHashSet<>();
        messages.forEach(message -> channels.add(Routable.channel(message)));
        Map<ChannelName, List<String>> routes;
        try {
            routes = wire.routes(channels);
        } catch (DependencyException e) {
            away = true;
            dependencies.failed(e);
            batches.forEach(this::compareInstead);
            return;
        }
        Map<String, List<PodMessage>> byPod = PodBatches.group(messages, routes);
        Map<String, List<PodMessage>> byTarget = new LinkedHashMap<>();
        byPod.forEach((pod, batch) -> byTarget.put(RedisKey.pod(pod), batch));
        Set<String> failed = publish(byTarget);
        byPod.forEach((pod, batch) -> {
            if (failed.contains(RedisKey.pod(pod))) {
                compareInstead(pod, batch);
            }
        });
        metrics.routed(batches, System.nanoTime());
    }

    private Set<String> publish(Map<String, ? extends List<? extends PodMessage>> byTarget) {
        Map<String, byte[]> encoded = new LinkedHashMap<>();
        byTarget.forEach((target, batch) -> encoded.put(target, PodBatchCodec.encode(batch)));
        Set<String> failed = wire.publish(encoded);
        metrics.published(encoded.size() - failed.size(), failed.size());
        if (!failed.isEmpty()) {
            away = true;
        }
        return failed;
    }

    private void compareInstead(String pod, List<PodMessage> batch) {
        metrics.lost(batch);
        Set<ChannelName> channels = batch.stream()
                .filter(Routable::isFoundByComparing)
                .map(Routable::channel)
                .collect(Collectors.toSet());
        if (!channels.isEmpty()) {
            metrics.notice(NoticeCause.PUBLISH_FAILED);
            queue.noticeChannels(pod, channels);
        }
    }

    private void compareInstead(StoredBatch batch) {
        if (batch.isFoundByComparing()) {
            queue.noticePartition(batch.compareInstead());
        }
        unrouted(batch, NoticeCause.ROUTES_UNREAD);
    }

    private void unrouted(StoredBatch batch, NoticeCause cause) {
        metrics.lost(batch.messages());
        if (batch.isFoundByComparing()) {
            metrics.notice(cause);
        }
    }
}
