package io.heliograph.notification.push.http;

import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.notification.problem.http.ProblemException;
import io.heliograph.notification.push.PushSettings;
import io.heliograph.notification.push.SubscriptionReader;
import io.heliograph.notification.push.postgres.SubscriptionStore;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** {@code PUT} and {@code DELETE /notifications/push-subscriptions/{device}}, for the devices of the token's subject. */
@Path("/notifications/push-subscriptions/{device}")
@Authenticated
public final class SubscriptionResource {
    private final PushSettings settings;
    private final SubscriptionReader reader;
    private final SubscriptionStore store;
    private final InstantSource clock;
    private final JsonWebToken token;

    SubscriptionResource(
            PushSettings settings,
            SubscriptionReader reader,
            SubscriptionStore store,
            InstantSource clock,
            JsonWebToken token) {
        this.settings = settings;
        this.reader = reader;
        this.store = store;
        this.clock = clock;
        this.token = token;
    }

    /** @param body what the browser's {@code PushSubscription.toJSON()} makes */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public void subscribe(@PathParam("device") String device, byte[] body) {
        var _ = PushKeyResource.identity(settings); // without one there is nothing to subscribe to
        switch (reader.read(device, body, clock.instant())) {
            case SubscriptionReader.Result.Valid(var subscription) ->
                store.put(token.getSubject(), subscription, clock.instant());
            case SubscriptionReader.Result.Invalid(String objection) ->
                throw new ProblemException(ProblemCode.MALFORMED, objection);
        }
    }

    /** Answers alike whether there was one. */
    @DELETE
    @RunOnVirtualThread
    public void unsubscribe(@PathParam("device") String device) {
        store.delete(token.getSubject(), device);
    }
}
