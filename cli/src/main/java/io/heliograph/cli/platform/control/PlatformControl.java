package io.heliograph.cli.platform.control;

import io.heliograph.cli.platform.RunningPlatform.RunningProcess;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What can be asked of a running platform. Nothing of it blocks. */
public interface PlatformControl {
    /** The names of all processes. */
    SortedSet<String> names();

    List<RunningProcess> processes();

    /** Completes when the process has ended. */
    CompletionStage<@Nullable Void> stop(String name, boolean kill);

    /** Completes when the process is ready. */
    CompletionStage<@Nullable Void> start(String name);

    /** Completes when the new process is ready. */
    CompletionStage<@Nullable Void> restart(String name, boolean kill);

    /** A token for each user, in the request's order. */
    Map<String, String> tokens(TokenRequest request);
}
