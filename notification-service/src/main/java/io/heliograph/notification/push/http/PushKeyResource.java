package io.heliograph.notification.push.http;

import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.notification.problem.http.ProblemException;
import io.heliograph.notification.push.PushSettings;
import io.heliograph.notification.push.VapidIdentity;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code GET /notifications/push-key}: what a browser needs to subscribe. */
@Path("/notifications/push-key")
@Authenticated
public final class PushKeyResource {
    private final PushSettings settings;

    PushKeyResource(PushSettings settings) {
        this.settings = settings;
    }

    /** @param key {@code applicationServerKey}: a point on P-256, uncompressed, in unpadded base64url */
    public record PushKey(String key) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public PushKey key() {
        return new PushKey(identity(settings).publicKey());
    }

    static VapidIdentity identity(PushSettings settings) {
        return settings.identity()
                .orElseThrow(
                        () -> new ProblemException(ProblemCode.NOT_FOUND, "this installation does not use Web Push"));
    }
}
