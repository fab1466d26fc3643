package io.heliograph.gateway.routing.redis;

import io.heliograph.gateway.routing.FieldValue;
import io.heliograph.gateway.routing.HashField;
import io.heliograph.gateway.routing.LeaseTiming;
import io.heliograph.gateway.routing.PodId;
import io.heliograph.gateway.routing.ReconnectDelay;
import io.heliograph.gateway.routing.RegistryBook;
import io.heliograph.gateway.routing.RegistryUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisOptions;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this pod in the registry: opens a session, takes the lease, writes everything, tells those who listen; renews the lease, and starts over when the session ended
 * or the lease vanished. Confined to the context on which {@link #connect()} was called.
 */
final class RegistryLink {
    private static final Logger LOG = Logger.getLogger(RegistryLink.class);

    private final Vertx vertx;
    private final RedisOptions options;
    private final PodId pod;
    private final RegistryBook book;
    private final PodListeners listeners;
    private final RegistryMetrics metrics;
    private final ReconnectDelay delay;
    private final LongSupplier nanoClock;
    private final PodLease lease;
    private final RouteSweeper sweeper;

    private @Nullable RegistrySession session;
    private @Nullable RegistryWriter writer;
    private int failedAttempts;
    private boolean away;
    private boolean left;

    RegistryLink(
            Vertx vertx,
            RedisOptions options,
            PodId pod,
            LeaseTiming timing,
            RegistryBook book,
            PodListeners listeners,
            RegistryMetrics metrics,
            ReconnectDelay delay,
            LongSupplier nanoClock) {
        this.vertx = vertx;
        this.options = options;
        this.pod = pod;
        this.book = book;
        this.listeners = listeners;
        this.metrics = metrics;
        this.delay = delay;
        this.nanoClock = nanoClock;
        lease = new PodLease(pod, timing, nanoClock);
        sweeper = new RouteSweeper(vertx, pod, lease::redisMillis);
    }

    /** Dials Redis until it answers. */
    void connect() {
        if (left) {
            return;
        }
        RegistrySession.open(vertx, options, pod, listeners::onMessage, this::lost)
                .compose(opened -> lease.take(opened).map(opened).onFailure(_ -> opened.close()))
                .onSuccess(this::linked)
                .onFailure(this::dialAgain);
    }

    void put(HashField field, FieldValue value) {
        book.put(field, value);
        write();
    }

    /** Completes {@code written} when Redis has it, or fails it; the field is wanted either way. */
    void put(HashField field, FieldValue value, CompletableFuture<Void> written) {
        if (session == null || lease.isSuspect()) {
            book.put(field, value);
            written.completeExceptionally(new RegistryUnavailableException("Redis cannot be reached at present"));
            return;
        }
        book.put(field, value, written);
        write();
    }

    void remove(HashField field) {
        book.remove(field);
        write();
    }

    /** To be called once per renewal interval. */
    void renew() {
        RegistrySession current = session;
        if (current == null) {
            return;
        }
        long sentAtNanos = nanoClock.getAsLong();
        lease.renew(current).onComplete(renewed -> {
            if (current != session) {
                return; // it ended meanwhile
            }
            if (renewed.failed()) {
                giveUp(current, renewed.cause());
            } else if (renewed.result()) {
                metrics.leaseRenewed(nanoClock.getAsLong() - sentAtNanos);
            } else {
                restore(current);
            }
        });
    }

    /** Writes everything again, so that it does not expire, and removes the routes of dead pods beside it. */
    void sweep() {
        RegistrySession current = session;
        RegistryWriter currentWriter = writer;
        if (current == null || currentWriter == null) {
            return; // whatever comes after an outage writes everything anyway
        }
        metrics.rewritten("sweep", book.size());
        currentWriter.repeatAll(() -> sweeper.sweep(current, book.routeKeys())
                .onSuccess(metrics::routesRemoved)
                .onFailure(failure -> LOG.warnf("routes.sweep_failed cause=%s", failure.getMessage())));
    }

    /** Takes everything of this pod out of the registry, the lease last. Never fails. */
    Future<Void> leave() {
        left = true;
        RegistrySession current = session;
        RegistryWriter currentWriter = writer;
        if (current == null || currentWriter == null) {
            return Future.succeededFuture();
        }
        Promise<Void> gone = Promise.promise();
        book.removeAll();
        currentWriter.drain(() -> lease.end(current).onComplete(_ -> {
            session = null;
            writer = null;
            current.close();
            gone.complete();
        }));
        return gone.future();
    }

    private void linked(RegistrySession opened) {
        if (opened.isEnded() || left) {
            opened.close();
            dialAgain(new RegistryUnavailableException("the session ended at once"));
            return;
        }
        LOG.infof("registry.linked pod=%s routes=%d", pod, book.size());
        session = opened;
        failedAttempts = 0;
        metrics.rewritten("reconnect", book.size());
        writer = new RegistryWriter(vertx, opened, book, lease::redisMillis);
        writer.repeatAll(this::restored);
    }

    private void restored() {
        setAway(false);
        listeners.onRestored();
    }

    /** The lease vanished: Redis lost its memory, or this pod was away for longer than the lease. */
    private void restore(RegistrySession current) {
        LOG.warnf("registry.lease_lost pod=%s routes=%d", pod, book.size());
        metrics.leaseLost();
        lease.take(current).onComplete(taken -> {
            RegistryWriter currentWriter = writer;
            if (current != session || currentWriter == null) {
                return;
            }
            if (taken.failed()) {
                giveUp(current, taken.cause());
                return;
            }
            metrics.rewritten("lease", book.size());
            currentWriter.repeatAll(this::restored);
        });
    }

    private void giveUp(RegistrySession current, Throwable cause) {
        LOG.warnf("registry.refused pod=%s cause=%s", pod, cause.getMessage());
        current.close();
        lost();
    }

    private void lost() {
        if (session == null) {
            return; // it was not linked yet
        }
        LOG.warnf("registry.lost pod=%s", pod);
        session = null;
        writer = null;
        book.failWaiting(new RegistryUnavailableException("the link to Redis was lost"));
        dialAgain(new RegistryUnavailableException("the link to Redis was lost"));
    }

    private void dialAgain(Throwable cause) {
        setAway(true);
        if (failedAttempts == 0) {
            LOG.warnf("registry.away pod=%s cause=%s", pod, cause.getMessage());
        }
        vertx.setTimer(Math.max(1, delay.millis(failedAttempts++)), _ -> connect());
    }

    private void setAway(boolean newAway) {
        if (away != newAway) {
            away = newAway;
            metrics.away(newAway);
            listeners.onAway(newAway);
        }
    }

    private void write() {
        if (writer != null) {
            writer.write();
        }
    }
}
