package io.heliograph.notification.preferences.http;

import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.notification.preferences.InvalidPreferencesException;
import io.heliograph.notification.preferences.PreferenceChoices;
import io.heliograph.notification.preferences.Preferences;
import io.heliograph.notification.preferences.postgres.PreferencesStore;
import io.heliograph.notification.problem.http.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** What the token's subject wants to be told, of what, where and when. */
@Path("/notifications/preferences")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public final class PreferencesResource {
    private final PreferencesStore store;
    private final PreferenceChoices choices;
    private final JsonWebToken token;

    PreferencesResource(PreferencesStore store, PreferenceChoices choices, JsonWebToken token) {
        this.store = store;
        this.choices = choices;
        this.token = token;
    }

    @GET
    @RunOnVirtualThread
    public String get() {
        String user = token.getSubject();
        return choices.effective(store.of(List.of(user)).getOrDefault(user, Preferences.NONE))
                .toString();
    }

    /** Replaces what the user has chosen before. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public String put(byte[] body) {
        try {
            Preferences preferences = choices.read(body);
            store.put(token.getSubject(), preferences);
            return choices.effective(preferences).toString();
        } catch (InvalidPreferencesException e) {
            throw new ProblemException(ProblemCode.SCHEMA_VIOLATION, String.valueOf(e.getMessage()));
        }
    }
}
