package io.heliograph.cli.platform.launch;

import io.heliograph.cli.platform.RunningPlatform.RunningProcess;
import io.heliograph.cli.platform.control.PlatformControl;
import io.heliograph.cli.platform.control.TokenRequest;
import io.heliograph.cli.platform.oidc.AccessToken;
import io.heliograph.cli.platform.oidc.TokenSigner;
import io.heliograph.cli.platform.process.Supervisor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The launcher's side of the control address. */
final class LocalControl implements PlatformControl {
    private final Supervisor supervisor;
    private final PlatformRecord record;
    private final TokenSigner signer;
    private final InstantSource clock;

    LocalControl(Supervisor supervisor, PlatformRecord record, TokenSigner signer, InstantSource clock) {
        this.supervisor = supervisor;
        this.record = record;
        this.signer = signer;
        this.clock = clock;
    }

    @Override
    public SortedSet<String> names() {
        return new TreeSet<>(supervisor.names());
    }

    @Override
    public List<RunningProcess> processes() {
        return record.processes();
    }

    @Override
    public CompletionStage<@Nullable Void> stop(String name, boolean kill) {
        return supervisor.stop(name, kill);
    }

    @Override
    public CompletionStage<@Nullable Void> start(String name) {
        return supervisor.start(name);
    }

    @Override
    public CompletionStage<@Nullable Void> restart(String name, boolean kill) {
        return supervisor.restart(name, kill);
    }

    @Override
    public Map<String, String> tokens(TokenRequest request) {
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String user : request.users()) {
            AccessToken token = AccessToken.of(user, clock.instant(), Duration.ofSeconds(request.ttlSeconds()))
                    .withChannels(request.subscribe(), request.publish())
                    .withEvents(request.events())
                    .withDocuments(request.documents());
            tokens.put(user, signer.sign(token));
        }
        return tokens;
    }
}
