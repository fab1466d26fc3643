package io.heliograph.notification.explaining.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.notification.decision.DecisionJson;
import io.heliograph.notification.email.EmailRecord;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.inbox.StoredDecision;
import io.heliograph.notification.inbox.postgres.InboxStore;
import io.heliograph.notification.problem.http.ProblemException;
import io.heliograph.notification.push.PushRecord;
import io.heliograph.notification.push.PushResult;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** {@code GET /notifications/{id}/why}: how a notification of the token's subject was decided, and what became of its push and its e-mail. */
@Path("/notifications/{id}/why")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public final class WhyResource {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final InboxStore inbox;
    private final PushRecord pushes;
    private final EmailRecord emails;
    private final JsonWebToken token;

    WhyResource(InboxStore inbox, PushRecord pushes, EmailRecord emails, JsonWebToken token) {
        this.inbox = inbox;
        this.pushes = pushes;
        this.emails = emails;
        this.token = token;
    }

    /** Also of what is not in the inbox: suppressed, expired, taken back. Answers 404 alike to no id, none such and somebody else's. */
    @GET
    @RunOnVirtualThread
    public String why(@PathParam("id") String id) {
        return NotificationId.parse(id)
                .flatMap(notification ->
                        inbox.decision(token.getSubject(), notification).map(stored -> explain(notification, stored)))
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "no such notification of this user"));
    }

    private String explain(NotificationId id, StoredDecision stored) {
        ObjectNode json = MAPPER.createObjectNode().put("id", id.toString());
        try {
            json.set("event", MAPPER.readTree(stored.form().shared().array()).path("event"));
        } catch (IOException e) {
            throw new UncheckedIOException("a stored form is JSON", e);
        }
        if (stored.decision() != null) {
            json.setAll(DecisionJson.explained(stored.decision()));
        }
        if (stored.replacedBy() != null) {
            json.put("replacedBy", stored.replacedBy().toString());
        }
        json.set("push", push(pushes.of(id)));
        emails.of(id).ifPresent(state -> json.set("email", email(state)));
        return json.toString();
    }

    private static ObjectNode push(PushRecord.State state) {
        ObjectNode json = MAPPER.createObjectNode();
        if (state.dueAt() != null) {
            json.put("dueAt", state.dueAt().toString());
        }
        if (state.waitsFor() != null) {
            json.put("waitsFor", state.waitsFor().wireName());
            json.put("text", state.waitsFor().text());
        }
        ArrayNode results = json.putArray("results");
        state.results().forEach(result -> results.add(result(result)));
        return json;
    }

    private static ObjectNode email(EmailRecord.State state) {
        ObjectNode json = MAPPER.createObjectNode();
        boolean ended = state.outcome() != null;
        json.put(ended ? "at" : "dueAt", state.at().toString());
        if (state.outcome() != null) {
            json.put("outcome", state.outcome().wireName());
        }
        if (state.reason() != null) {
            json.put(ended ? "reason" : "waitsFor", state.reason().wireName());
        }
        return json;
    }

    private static ObjectNode result(PushResult result) {
        ObjectNode json = MAPPER.createObjectNode();
        if (result.device() != null) {
            json.put("device", result.device());
        }
        json.put("outcome", result.outcome().wireName());
        json.put("reason", result.reason().wireName());
        json.put("text", result.reason().text());
        if (result.status() != null) {
            json.put("status", result.status());
        }
        return json.put("at", result.at().toString());
    }
}
