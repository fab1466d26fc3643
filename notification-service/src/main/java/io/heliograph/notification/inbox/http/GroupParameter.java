package io.heliograph.notification.inbox.http;

import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.notification.inbox.NotificationGroup;
import io.heliograph.notification.problem.http.ProblemException;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The query parameter {@code group}. An empty one is refused: that it is taken for none, as Quarkus does, would mark a whole inbox as read. */
public final class GroupParameter {
    private GroupParameter() {}

    /**
     * Empty when it was left out.
     *
     * @param text as Quarkus reads it
     * @throws ProblemException when it is not of the form
     */
    public static Optional<NotificationGroup> read(@Nullable String text, UriInfo uri) {
        boolean isGiven = uri.getQueryParameters().containsKey("group");
        return Optional.ofNullable(text == null && isGiven ? "" : text)
                .map(name -> NotificationGroup.parse(name)
                        .orElseThrow(() -> new ProblemException(
                                ProblemCode.MALFORMED,
                                "group must have 1 to " + NotificationGroup.MAX_LENGTH + " characters")));
    }
}
