package io.heliograph.notification.inbox.http;

import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.notification.inbox.NotificationGroup;
import io.heliograph.notification.problem.http.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The query parameter {@code group}. */
public final class GroupParameter {
    private GroupParameter() {}

    /**
     * Empty when it was left out.
     *
     * @throws ProblemException when it is not of the form
     */
    public static Optional<NotificationGroup> read(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(name -> NotificationGroup.parse(name)
                        .orElseThrow(() -> new ProblemException(
                                ProblemCode.MALFORMED,
                                "group must have 1 to " + NotificationGroup.MAX_LENGTH + " characters")));
    }
}
