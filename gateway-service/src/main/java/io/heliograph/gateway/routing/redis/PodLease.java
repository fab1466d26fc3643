package io.heliograph.gateway.routing.redis;

import io.heliograph.gateway.routing.Lease;
import io.heliograph.gateway.routing.LeaseTiming;
import io.heliograph.gateway.routing.PodId;
import io.heliograph.gateway.routing.RegistryClock;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** This pod's lease in Redis, and Redis' clock, by which it runs. Confined to the sessions' context. */
final class PodLease {
    private final PodId pod;
    private final LeaseTiming timing;
    private final LongSupplier nanoClock;
    private final Lease lease;
    private RegistryClock clock = new RegistryClock(0, 0);

    PodLease(PodId pod, LeaseTiming timing, LongSupplier nanoClock) {
        this.pod = pod;
        this.timing = timing;
        this.nanoClock = nanoClock;
        lease = new Lease(timing);
    }

    /** Notes that the registry exists, and takes the lease, in this order: a lease in a registry of unknown age would count too early. */
    Future<Void> take(RegistrySession session) {
        return session.send(RegistryCommands.time())
                .compose(time -> {
                    clock = read(Objects.requireNonNull(time));
                    return session.send(RegistryCommands.registryIfAbsent(redisMillis()));
                })
                .compose(_ -> {
                    long sentAtNanos = nanoClock.getAsLong();
                    return session.send(RegistryCommands.takeLease(pod, redisMillis(), timing.lease()))
                            .onSuccess(_ -> lease.confirmed(sentAtNanos));
                })
                .mapEmpty();
    }

    /** @return false when it had vanished; fails with the session */
    Future<Boolean> renew(RegistrySession session) {
        long sentAtNanos = nanoClock.getAsLong();
        return session.send(RegistryCommands.renewLease(pod, redisMillis(), timing.lease()))
                .map(answer -> {
                    if (answer != null) {
                        lease.confirmed(sentAtNanos);
                    }
                    return answer != null;
                });
    }

    /** Never fails: a lease that could not be ended expires. */
    Future<Void> end(RegistrySession session) {
        return session.send(RegistryCommands.endLease(pod)).otherwiseEmpty().mapEmpty();
    }

    /** Whether others may take this pod for dead. */
    boolean isSuspect() {
        return lease.isSuspect(nanoClock.getAsLong());
    }

    long redisMillis() {
        return clock.millis(nanoClock.getAsLong());
    }

    private RegistryClock read(Response time) {
        long seconds = time.get(0).toLong();
        long micros = time.get(1).toLong();
        return new RegistryClock(
                TimeUnit.SECONDS.toMillis(seconds) + TimeUnit.MICROSECONDS.toMillis(micros), nanoClock.getAsLong());
    }
}
