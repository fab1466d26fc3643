package io.heliograph.presence.intake.kafka;

import io.heliograph.presence.intake.CaughtUp;
import io.heliograph.presence.intake.Pace;
import io.heliograph.presence.intake.micrometer.PresenceMetrics;
import io.heliograph.presence.lease.Sight;
import io.heliograph.presence.lease.redis.LeaseWatch;
import io.heliograph.presence.outgoing.Outgoing;
import io.heliograph.presence.outgoing.kafka.SignalWriter;
import io.heliograph.presence.store.Claim;
import io.heliograph.presence.store.Claim.Partition;
import io.heliograph.presence.store.FencedException;
import io.heliograph.presence.store.postgres.Change;
import io.heliograph.presence.store.postgres.Page;
import io.heliograph.presence.store.postgres.PartitionFold;
import io.heliograph.presence.store.postgres.PartitionStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One partition of this process. It is claimed in PostgreSQL, which fences whoever had it before; what is decided is committed first and told afterwards,
 * and whoever claims the partition next tells what may not have been. After any failure it is to be claimed anew. One thread at a time.
 */
public final class Lane<E> {
    private static final Logger LOG = Logger.getLogger(Lane.class);
    private static final int MAX_OUTSTANDING = 500;
    /** Whoever was stopped for longer between committing and telling may have a successor that told already, and newer values. */
    private static final Duration TELL_WITHIN = Duration.ofSeconds(5);

    private final Partition partition;
    private final Parts<E> parts;
    private final CaughtUp caughtUp;
    private final Set<String> pods = new HashSet<>();
    private @Nullable Claim claim;
    private long nextOffset;
    private Instant lastTick = Instant.MIN;
    private @Nullable String toldRegistry;
    private Page.@Nullable Cursor republishing;
    private @Nullable String republishedRegistry;

    /**
     * What the lanes of a topic share.
     *
     * @param tick how often time is looked at
     * @param settle how long the gateways are given after Kafka was away
     */
    public record Parts<E>(
            RecordReader<E> reader,
            PartitionFold<E> fold,
            PartitionStore store,
            SignalWriter signals,
            LeaseWatch leases,
            Pace pace,
            PresenceMetrics metrics,
            InstantSource clock,
            Duration tick,
            Duration settle) {}

    Lane(Partition partition, Parts<E> parts) {
        this.partition = partition;
        this.parts = parts;
        this.caughtUp = new CaughtUp(parts.settle());
    }

    boolean isClaimed() {
        return claim != null;
    }

    /** Takes the partition and tells what its last owner perhaps did not. @return where to go on; empty for the beginning */
    OptionalLong claim() {
        Claim taken = parts.store().claim(partition);
        List<PartitionStore.Entry> outstanding = parts.store().outstanding(taken, MAX_OUTSTANDING);
        while (!outstanding.isEmpty()) {
            tell(
                    outstanding.stream().map(PartitionStore.Entry::outgoing).toList(),
                    outstanding.stream().map(PartitionStore.Entry::number).toList());
            outstanding = parts.store().outstanding(taken, MAX_OUTSTANDING);
        }
        pods.clear();
        pods.addAll(taken.pods());
        parts.leases().watch(partition, pods);
        toldRegistry = taken.registry();
        republishing = null;
        nextOffset = taken.nextOffset().orElse(0);
        claim = taken;
        return taken.nextOffset();
    }

    void unclaim() {
        claim = null;
    }

    void close() {
        claim = null;
        parts.leases().forget(partition);
    }

    void end(long end, Instant askedAt) {
        caughtUp.end(end, askedAt);
    }

    /** @param position of the consumer: behind it is nothing that this lane was not given */
    void step(List<ConsumerRecord<byte[], byte[]>> records, long position) {
        if (!records.isEmpty()) {
            take(records);
        }
        caughtUp.position(position);
        Instant now = parts.clock().instant();
        if (Duration.between(lastTick.equals(Instant.MIN) ? Instant.EPOCH : lastTick, now)
                        .compareTo(parts.tick())
                >= 0) {
            lastTick = now;
            tick(now);
        }
    }

    private void take(List<ConsumerRecord<byte[], byte[]>> records) {
        List<E> events = parts.reader().read(records);
        Set<String> unknown = new TreeSet<>(parts.fold().pods(events));
        unknown.removeAll(pods);
        Set<String> gone = gone(unknown);
        unknown.removeAll(gone);
        long next = records.getLast().offset() + 1;
        Change change = parts.fold().take(partition, events, gone, parts.clock().instant());
        commit(next, change, unknown);
        nextOffset = next;
        if (pods.addAll(unknown)) {
            parts.leases().watch(partition, pods);
        }
    }

    /** Those of the pods that are known to have ended, so that reading late does not bring the dead back. */
    private Set<String> gone(Set<String> unknown) {
        Set<String> gone = new HashSet<>();
        if (!unknown.isEmpty()) {
            Sight sight = parts.leases().look(unknown);
            unknown.stream().filter(sight::provesGone).forEach(gone::add);
        }
        return gone;
    }

    private void tick(Instant now) {
        Sight sight = parts.leases().latest();
        Instant decideUntil = sight.proving() ? earlier(now, caughtUp.until()) : Instant.MIN;
        commit(nextOffset, parts.fold().due(partition, now, decideUntil), Set.of());
        for (String pod : List.copyOf(pods)) {
            if (sight.provesGone(pod)) {
                lose(pod, sight.askedAt(), now);
            }
        }
        sight.registry().ifPresent(registry -> tellRegistry(registry, now));
    }

    private void lose(String pod, Instant checkedAt, Instant now) {
        Page page = parts.fold().lost(partition, pod, checkedAt, now, Page.Cursor.START);
        if (page.rows() == 0) { // only now: what was heard of it since is to be watched on
            parts.store().unwatch(held(), pod);
            pods.remove(pod);
            parts.leases().watch(partition, pods);
            return;
        }
        commit(nextOffset, page.change(), Set.of());
        int rows = page.rows();
        while (page.next().isPresent()) {
            page = parts.fold().lost(partition, pod, checkedAt, now, page.next().get());
            commit(nextOffset, page.change(), Set.of());
            rows += page.rows();
        }
        parts.metrics().podLost();
        LOG.infof("pod.lost topic=%s partition=%d pod=%s rows=%d", partition.topic(), partition.number(), pod, rows);
    }

    /** A registry that lost its memory is told everything again, which its reader, delivery-store, has for a day only. */
    private void tellRegistry(String registry, Instant now) {
        if (registry.equals(toldRegistry) || !parts.pace().allows(System.nanoTime())) {
            return;
        }
        if (republishing == null || !registry.equals(republishedRegistry)) {
            republishing = Page.Cursor.START;
            republishedRegistry = registry;
        }
        Page page = parts.fold().present(partition, now, republishing);
        parts.pace().went(page.rows());
        if (!page.change().outgoing().isEmpty()) {
            parts.signals().write(page.change().outgoing());
            parts.metrics().republished(page.change().outgoing().size());
        }
        Optional<Page.Cursor> next = page.next();
        republishing = next.orElse(null);
        if (next.isEmpty()) {
            parts.store().toldRegistry(held(), registry);
            toldRegistry = registry;
            LOG.infof("registry.told topic=%s partition=%d", partition.topic(), partition.number());
        }
    }

    private void commit(long next, Change change, Set<String> newPods) {
        if (change.isEmpty() && newPods.isEmpty() && next == nextOffset) {
            return;
        }
        long startNanos = System.nanoTime();
        List<Long> numbers = parts.store().commit(held(), next, change, newPods);
        if (numbers.isEmpty()) {
            return;
        }
        if (System.nanoTime() - startNanos > TELL_WITHIN.toNanos()) {
            throw new FencedException(partition); // perhaps: claiming anew will show
        }
        tell(change.outgoing(), numbers);
    }

    private void tell(List<Outgoing> outgoing, List<Long> numbers) {
        parts.signals().write(outgoing);
        parts.metrics().signalled(outgoing.size());
        parts.store().told(partition, numbers);
    }

    private Claim held() {
        Claim held = claim;
        if (held == null) {
            throw new IllegalStateException("only a claimed partition is worked on");
        }
        return held;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
