package io.heliograph.presence.lease;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether the registry proves anything. It does not when it forgot what it knew a moment ago, nor when it could not be reached: then the gateways could not
 * renew their leases either. Times are monotonic nanoseconds. Confined to one thread at a time.
 */
public final class RegistryTrust {
    private final Duration youngFor;
    private final Duration settle;
    private @Nullable Long answeringSinceNanos;

    /**
     * @param youngFor a registry that was first written less long ago proves nothing, by its own clock
     * @param settle how long it must have answered without a break; at least the term of a lease
     */
    public RegistryTrust(Duration youngFor, Duration settle) {
        this.youngFor = youngFor;
        this.settle = settle;
    }

    /**
     * @param registryMillis when the registry was first written, by its clock; null when it was not
     * @param redisMillis its clock
     */
    public boolean answered(@Nullable Long registryMillis, long redisMillis, long nowNanos) {
        if (answeringSinceNanos == null) {
            answeringSinceNanos = nowNanos;
        }
        return registryMillis != null
                && redisMillis - registryMillis >= youngFor.toMillis()
                && nowNanos - answeringSinceNanos >= settle.toNanos();
    }

    public void failed() {
        answeringSinceNanos = null;
    }
}
