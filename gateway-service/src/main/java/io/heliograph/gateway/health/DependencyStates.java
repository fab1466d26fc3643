package io.heliograph.gateway.health;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which of the parts that this gateway needs are away, as far as its last dealings with each tell: nothing is asked for the sake of health. Away means degraded, not
 * unready. Safe for concurrent use.
 */
public final class DependencyStates {
    private final Set<Dependency> away = ConcurrentHashMap.newKeySet();

    /** A part that may be away. */
    public enum Dependency {
        REDIS("redis"),
        KAFKA("kafka"),
        DELIVERY_STORE("delivery-store"),
        ISSUER("issuer");

        private final String label;

        Dependency(String label) {
            this.label = label;
        }

        /** In health data and metrics. */
        public String label() {
            return label;
        }
    }

    public void onAnswer(Dependency dependency) {
        away.remove(dependency);
    }

    public void onUnavailable(Dependency dependency) {
        away.add(dependency);
    }

    public boolean isAway(Dependency dependency) {
        return away.contains(dependency);
    }

    public boolean isDegraded() {
        return !away.isEmpty();
    }
}
