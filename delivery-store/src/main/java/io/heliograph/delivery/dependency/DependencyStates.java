package io.heliograph.delivery.dependency;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** Which dependencies are away, as those who use them found last. Logs each change once, however many notice it. Safe for concurrent use. */
public final class DependencyStates {
    private static final Logger LOG = Logger.getLogger(DependencyStates.class);

    private final Set<Dependency> away = EnumSet.noneOf(Dependency.class);

    public synchronized void failed(DependencyException failure) {
        if (away.add(failure.dependency())) {
            LOG.warnf(
                    "dependency.away dependency=%s cause=\"%s\"",
                    failure.dependency().label(), failure.getCause());
        }
    }

    public synchronized void worked(Dependency dependency) {
        if (away.remove(dependency)) {
            LOG.infof("dependency.back dependency=%s", dependency.label());
        }
    }

    /** Whether each is away. */
    public synchronized Map<Dependency, Boolean> away() {
        Map<Dependency, Boolean> states = new EnumMap<>(Dependency.class);
        for (Dependency dependency : Dependency.values()) {
            states.put(dependency, away.contains(dependency));
        }
        return states;
    }
}
