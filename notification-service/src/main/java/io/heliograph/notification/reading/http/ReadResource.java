package io.heliograph.notification.reading.http;

import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.problem.http.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** {@code POST /notifications/{id}/read} and {@code POST /notifications/read-all}, for the inbox of the token's subject. */
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
        if (!found) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "no such notification in this inbox");
        }
    }

    @POST
    @Path("/read-all")
    @RunOnVirtualThread
    public void readAll() {
        marker.markAllRead(token.getSubject());
    }
}
