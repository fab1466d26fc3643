package io.heliograph.notification.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;

/** Decisions as they are stored, in codes, and as they are explained, with words. Safe for concurrent use. */
public final class DecisionJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private DecisionJson() {}

    /** {@code {"policy":"orders","decidedAt":"…","digestAt"?:"…","channels":{"push":{"outcome":"alert","reasons":["on_by_default"]},…}}}. */
    public static String stored(Decision decision, Instant decidedAt) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("policy", decision.policy());
        json.put("decidedAt", decidedAt.toString());
        if (decision.digestAt() != null) {
            json.put("digestAt", decision.digestAt().toString());
        }
        ObjectNode channels = json.putObject("channels");
        decision.verdicts().forEach((channel, verdict) -> {
            ObjectNode entry = channels.putObject(channel.wireName());
            entry.put("outcome", verdict.outcome().wireName());
            ArrayNode reasons = entry.putArray("reasons");
            verdict.reasons().forEach(reason -> reasons.add(reason.wireName()));
        });
        return json.toString();
    }

    /** The same with {@code {"code":"…","text":"…"}} for each reason. A code that this version does not know keeps no text. */
    public static ObjectNode explained(String stored) {
        try {
            ObjectNode json = (ObjectNode) MAPPER.readTree(stored);
            for (JsonNode channel : json.path("channels")) {
                ArrayNode reasons = MAPPER.createArrayNode();
                channel.path("reasons").forEach(code -> reasons.add(explained(code)));
                ((ObjectNode) channel).set("reasons", reasons);
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored decision is JSON", e);
        }
    }

    private static ObjectNode explained(JsonNode code) {
        ObjectNode reason = MAPPER.createObjectNode().put("code", code.asText());
        try {
            reason.put(
                    "text",
                    Reason.valueOf(code.asText().toUpperCase(Locale.ROOT)).text());
        } catch (IllegalArgumentException _) {
            // Stored by a newer version, before it was rolled back.
        }
        return reason;
    }
}
