package io.heliograph.notification.reading.http;

import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.inbox.http.GroupParameter;
import io.heliograph.notification.problem.http.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** {@code POST /notifications/{id}/read}, {@code …/read-all} and {@code …/unread}, for the inbox of the token's subject. */
@Path("/notifications")
@Authenticated
public final class ReadResource {
    private final ReadMarker marker;
    private final JsonWebToken token;

    ReadResource(ReadMarker marker, JsonWebToken token) {
        this.marker = marker;
        this.token = token;
    }

    /** Answers 404 alike to what is no id, what does not exist and what is in somebody else's inbox. */
    @POST
    @Path("/{id}/read")
    @RunOnVirtualThread
    public void read(@PathParam("id") String id) {
        boolean found = NotificationId.parse(id)
                .map(notification -> marker.markRead(token.getSubject(), notification))
                .orElse(false);
        require(found);
    }

    /** @param group only its notifications; all when left out */
    @POST
    @Path("/read-all")
    @RunOnVirtualThread
    public void readAll(@QueryParam("group") @Nullable String group, @Context UriInfo uri) {
        marker.markAllRead(token.getSubject(), GroupParameter.read(group, uri));
    }

    /**
     * Answers 404 when the inbox shows none of them; otherwise the others are passed over: they may have been taken back meanwhile.
     *
     * @param body {@code {"ids":["…"]}}
     */
    @POST
    @Path("/unread")
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public void unread(byte[] body) {
        List<NotificationId> ids = UnreadRequest.read(body)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.MALFORMED,
                        "the body must be {\"ids\":[…]} with 1 to " + UnreadRequest.MAX_IDS + " ids of notifications"));
        require(marker.markUnread(token.getSubject(), ids));
    }

    private static void require(boolean found) {
        if (!found) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "no such notification in this inbox");
        }
    }
}
