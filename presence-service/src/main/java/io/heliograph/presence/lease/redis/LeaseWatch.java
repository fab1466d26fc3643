package io.heliograph.presence.lease.redis;

import io.heliograph.contracts.registry.RedisKey;
import io.heliograph.presence.lease.RegistryTrust;
import io.heliograph.presence.lease.Sight;
import io.heliograph.presence.store.Claim.Partition;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the leases of the pods that hold connections, all in one pipeline every few seconds, on a thread of its own. The registry's age is asked for
 * after the leases: had it been emptied between the two, missing leases would otherwise prove something. Safe for concurrent use.
 */
public final class LeaseWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LeaseWatch.class);
    private static final int STALE_AFTER_INTERVALS = 3;

    private final Redis redis;
    private final RegistryTrust trust;
    private final Duration interval;
    private final Duration timeout;
    private final InstantSource clock;
    private final Map<Partition, Set<String>> watched = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("leases").unstarted(this::run);
    private volatile Sight latest = Sight.none(Instant.MIN);
    private volatile boolean away = true;
    private @Nullable RedisConnection connection;

    /** @param timeout for one look */
    public LeaseWatch(Redis redis, RegistryTrust trust, Duration interval, Duration timeout, InstantSource clock) {
        this.redis = redis;
        this.trust = trust;
        this.interval = interval;
        this.timeout = timeout;
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    /** The pods of a partition, from now on. */
    public void watch(Partition partition, Set<String> pods) {
        watched.put(partition, Set.copyOf(pods));
    }

    public void forget(Partition partition) {
        watched.remove(partition);
    }

    public int watchedPods() {
        return pods().size();
    }

    /** Whether the last look failed. */
    public boolean isAway() {
        return away;
    }

    /** The latest look, unless it is too old to count. */
    public Sight latest() {
        Sight sight = latest;
        Instant oldest = clock.instant()
                .minus(interval.multipliedBy(STALE_AFTER_INTERVALS))
                .minus(timeout);
        return sight.askedAt().isBefore(oldest) ? Sight.none(sight.askedAt()) : sight;
    }

    /** Looks at these pods at once. Blocks for a look's timeout at most, and not at all while the registry is away. */
    public Sight look(Collection<String> pods) {
        return away ? Sight.none(clock.instant()) : ask(pods);
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(timeout.multipliedBy(2));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            do {
                latest = ask(pods());
            } while (!closing.await(interval.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            giveUp();
        }
    }

    private Set<String> pods() {
        Set<String> pods = new HashSet<>();
        watched.values().forEach(pods::addAll);
        return pods;
    }

    private synchronized Sight ask(Collection<String> pods) {
        Instant askedAt = clock.instant();
        List<String> asked = List.copyOf(pods);
        try {
            RedisConnection open = connected();
            List<Future<Response>> answers = new ArrayList<>(asked.size() + 2);
            asked.forEach(
                    pod -> answers.add(open.send(Request.cmd(Command.EXISTS).arg(RedisKey.pod(pod)))));
            answers.add(open.send(Request.cmd(Command.GET).arg(RedisKey.REGISTRY)));
            answers.add(open.send(Request.cmd(Command.TIME)));
            await(Future.all(answers));
            return sight(askedAt, asked, answers);
        } catch (RegistryAwayException e) {
            giveUp();
            trust.failed();
            if (!away) {
                LOG.warnf("registry.away cause=\"%s\"", e.getCause());
            }
            away = true;
            return Sight.none(askedAt);
        }
    }

    private Sight sight(Instant askedAt, List<String> asked, List<Future<Response>> answers) {
        Set<String> missing = new HashSet<>();
        for (int i = 0; i < asked.size(); i++) {
            if (answers.get(i).result().toInteger() == 0) {
                missing.add(asked.get(i));
            }
        }
        Optional<String> registry =
                Optional.ofNullable(answers.get(asked.size()).result()).map(Response::toString);
        Response time = answers.get(asked.size() + 1).result();
        long redisMillis = TimeUnit.SECONDS.toMillis(time.get(0).toLong())
                + TimeUnit.MICROSECONDS.toMillis(time.get(1).toLong());
        boolean proving = trust.answered(registry.map(LeaseWatch::millis).orElse(null), redisMillis, System.nanoTime());
        if (away) {
            LOG.info("registry.answers");
        }
        away = false;
        return new Sight(askedAt, proving, registry, missing);
    }

    /** What is no number was not written by a gateway; then it is as good as absent. */
    private static @Nullable Long millis(String registry) {
        try {
            return Long.valueOf(registry);
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private RedisConnection connected() {
        RedisConnection open = connection;
        if (open == null) {
            open = await(redis.connect());
            connection = open;
        }
        return open;
    }

    private <T> T await(Future<T> answer) {
        try {
            return answer.toCompletionStage().toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryAwayException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new RegistryAwayException(e);
        }
    }

    private synchronized void giveUp() {
        RedisConnection open = connection;
        connection = null;
        if (open != null) {
            var _ = open.close();
        }
    }

    private static final class RegistryAwayException extends RuntimeException {
        RegistryAwayException(Throwable cause) {
            super("the registry did not answer", cause);
        }
    }
}
