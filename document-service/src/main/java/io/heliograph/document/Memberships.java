package io.heliograph.document;

import io.heliograph.document.editing.Rooms;
import io.heliograph.document.fanout.redis.ConfiguredRedisOptions;
import io.heliograph.document.membership.Members;
import io.heliograph.document.membership.MembershipRelay;
import io.heliograph.document.membership.redis.PodLease;
import io.heliograph.document.membership.redis.PodLease.RegistryAwayException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells who is in documents, and that this process lives: each on a thread of its own, so that Kafka does not cost the lease when it is away. */
@Singleton
final class Memberships {
    private static final Logger LOG = Logger.getLogger(Memberships.class);

    /** How long they are collected; who comes and goes within is not told of. */
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private static final Duration FLUSH_WITHIN = Duration.ofSeconds(3);

    private final ScheduledExecutorService telling = thread("memberships");
    private final ScheduledExecutorService renewing = thread("lease");
    private final Members members;
    private final MembershipRelay relay;
    private final Vertx vertx;
    private final String pod;
    private @Nullable PodLease lease;
    private boolean tellingFails;
    private boolean renewingFails;

    Memberships(Members members, MembershipRelay relay, Vertx vertx, Rooms rooms) {
        this.members = members;
        this.relay = relay;
        this.vertx = vertx;
        pod = rooms.pod();
    }

    /** @param client asked for so that Quarkus has made it, and its options are known */
    void start(@Observes StartupEvent event, Redis client, ConfiguredRedisOptions options) {
        PodLease taken = new PodLease(vertx, options.known(), pod);
        lease = taken;
        var _ = renewing.scheduleWithFixedDelay(
                () -> renew(taken), 0, PodLease.RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
        var _ = telling.scheduleWithFixedDelay(
                this::tell, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The lease ends last: whoever was not told of is gone with it. */
    void stop(@Observes ShutdownEvent event) {
        members.end();
        finish(telling, this::tell);
        PodLease taken = lease;
        if (taken != null) {
            finish(renewing, () -> end(taken));
        }
    }

    private static void finish(ScheduledExecutorService timer, Runnable last) {
        timer.execute(last);
        timer.shutdown();
        try {
            if (!timer.awaitTermination(FLUSH_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException _) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void tell() {
        try {
            relay.round();
            tellingFails = false;
        } catch (KafkaException e) {
            if (!tellingFails) {
                tellingFails = true; // said once, not all through an outage
                LOG.warnf("memberships.waiting cause=%s", e);
            }
        } catch (RuntimeException e) {
            LOG.error("memberships.failed", e); // else the timer would stop for good
        }
    }

    /** Who was told of before there was a lease may have been taken for a ghost, or for gone. */
    private void renew(PodLease taken) {
        try {
            if (taken.renew()) {
                LOG.infof("lease.taken pod=%s", pod);
                members.announceAll();
            }
            renewingFails = false;
        } catch (RegistryAwayException e) {
            if (!renewingFails) {
                renewingFails = true;
                LOG.warnf("lease.waiting cause=%s", e.getCause());
            }
        } catch (RuntimeException e) {
            LOG.error("lease.failed", e);
        }
    }

    private void end(PodLease taken) {
        try {
            taken.end();
        } catch (RegistryAwayException e) {
            LOG.warnf("lease.not_ended cause=%s: it expires by itself", e.getCause());
        }
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name(name).factory());
    }
}
