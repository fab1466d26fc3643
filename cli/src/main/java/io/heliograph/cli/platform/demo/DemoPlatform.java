package io.heliograph.cli.platform.demo;

import io.heliograph.cli.platform.oidc.AccessToken;
import io.heliograph.client.event.OutgoingEvent;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the page asks of the platform around it. Nothing of it blocks. */
public interface DemoPlatform {
    String sign(AccessToken token);

    /** Completes when Kafka has the event. */
    CompletionStage<@Nullable Void> emit(OutgoingEvent event);

    /**
     * Kills the process of a gateway, which is then started again as after any other death.
     *
     * @return whether there is a gateway of this name that runs
     */
    boolean kill(String gateway);

    /**
     * Kills a process of document-service, each time the next one of those that run: which of them serves a connection is known to nobody
     * but itself. It is started again as after any other death.
     *
     * @return its name; empty when none runs
     */
    Optional<String> killDocuments();
}
