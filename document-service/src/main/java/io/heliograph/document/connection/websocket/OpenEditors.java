package io.heliograph.document.connection.websocket;

import io.heliograph.document.editing.CloseCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The connections of this process, until it ends: then they are sent to another one. Safe for concurrent use. */
@Singleton
final class OpenEditors {
    private final Set<Connection> editors = ConcurrentHashMap.newKeySet();
    private final MeterRegistry registry;
    private volatile boolean draining;

    OpenEditors(MeterRegistry registry) {
        this.registry = registry;
        registry.gaugeCollectionSize("heliograph.document.connections", List.of(), editors);
    }

    void add(Connection editor) {
        editors.add(editor);
    }

    void remove(Connection editor, @Nullable Short code) {
        if (editors.remove(editor)) {
            Counter.builder("heliograph.document.closes")
                    .description("Connections that ended, by the code they were closed with")
                    .tag("code", code == null ? "none" : known(code))
                    .register(registry)
                    .increment();
        }
    }

    boolean isDraining() {
        return draining;
    }

    void drain(@Observes ShutdownDelayInitiatedEvent event) {
        draining = true;
        editors.forEach(editor -> editor.close(CloseCode.DRAINING, "this process ends"));
    }

    /** Clients choose codes as they like; labels have few values. */
    private static String known(short code) {
        for (CloseCode one : CloseCode.values()) {
            if (one.number() == code) {
                return Short.toString(code);
            }
        }
        return "other";
    }
}
