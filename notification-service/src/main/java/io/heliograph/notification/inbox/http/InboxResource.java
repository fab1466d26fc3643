package io.heliograph.notification.inbox.http;

import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.notification.inbox.InboxCursor;
import io.heliograph.notification.inbox.InboxItem;
import io.heliograph.notification.inbox.InboxPage;
import io.heliograph.notification.inbox.NotificationGroup;
import io.heliograph.notification.inbox.postgres.InboxStore;
import io.heliograph.notification.inbox.postgres.PageReader;
import io.heliograph.notification.problem.http.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** {@code GET /notifications}: the inbox of the token's subject, newest first. */
@Path("/notifications")
@Authenticated
public final class InboxResource {
    private final PageReader pages;
    private final InboxStore store;
    private final JsonWebToken token;

    InboxResource(PageReader pages, InboxStore store, JsonWebToken token) {
        this.pages = pages;
        this.store = store;
        this.token = token;
    }

    /**
     * One page.
     *
     * @param limit from 1 to {@value InboxPage#MAX_LIMIT}; {@value InboxPage#DEFAULT_LIMIT} when left out
     * @param after {@code next} of the page before; the newest when left out
     * @param group only its notifications
     * @param stacked {@code true}: of each group only the newest, with what it stands for
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public byte[] page(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @QueryParam("group") @Nullable String group,
            @QueryParam("stacked") @Nullable String stacked,
            @Context UriInfo uri) {
        String user = token.getSubject();
        int items = limit(limit);
        InboxCursor cursor = cursor(after, user);
        Optional<NotificationGroup> ofGroup = GroupParameter.read(group, uri);
        boolean stacks = isStacked(stacked);
        if (stacks && ofGroup.isPresent()) {
            throw new ProblemException(ProblemCode.MALFORMED, "group or stacked, not both: a group is one stack");
        }
        List<InboxItem> found = stacks
                ? pages.stacks(user, items + 1, cursor)
                : ofGroup.map(only -> pages.ofGroup(only, user, items + 1, cursor))
                        .orElseGet(() -> pages.items(user, items + 1, cursor));
        return InboxPageJson.write(InboxPage.of(found, items, store.countUnread(user)), user);
    }

    private static boolean isStacked(@Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw new ProblemException(ProblemCode.MALFORMED, "stacked must be true or false");
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

    private static InboxCursor cursor(@Nullable String text, String user) {
        if (text == null) {
            return InboxCursor.START;
        }
        return InboxCursor.parse(text, user)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.MALFORMED, "after must be the member next of a page of this inbox"));
    }
}
