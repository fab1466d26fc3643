package io.heliograph.notification.inbox.http;

import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.notification.inbox.InboxCursor;
import io.heliograph.notification.inbox.InboxItem;
import io.heliograph.notification.inbox.InboxPage;
import io.heliograph.notification.inbox.postgres.InboxStore;
import io.heliograph.notification.problem.http.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** {@code GET /notifications}: the inbox of the token's subject, newest first. */
@Path("/notifications")
@Authenticated
public final class InboxResource {
    private final InboxStore store;
    private final JsonWebToken token;

    InboxResource(InboxStore store, JsonWebToken token) {
        this.store = store;
        this.token = token;
    }

    /**
     * One page.
     *
     * @param limit from 1 to {@value InboxPage#MAX_LIMIT}; {@value InboxPage#DEFAULT_LIMIT} when left out
     * @param after {@code next} of the page before; the newest when left out
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public byte[] page(@QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
        String user = token.getSubject();
        int items = limit(limit);
        Optional<InboxCursor> cursor = cursor(after, user);
        List<InboxItem> found = store.newest(user, items + 1, cursor);
        return InboxPageJson.write(InboxPage.of(found, items, store.countUnread(user)), user);
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return InboxPage.DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (1 <= limit && limit <= InboxPage.MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException _) {
            // The same answer as to a number out of bounds.
        }
        throw new ProblemException(ProblemCode.MALFORMED, "limit must be a number from 1 to " + InboxPage.MAX_LIMIT);
    }

    private static Optional<InboxCursor> cursor(@Nullable String text, String user) {
        if (text == null) {
            return Optional.empty();
        }
        return InboxCursor.parse(text, user).or(() -> {
            throw new ProblemException(ProblemCode.MALFORMED, "after must be the member next of a page of this inbox");
        });
    }
}
