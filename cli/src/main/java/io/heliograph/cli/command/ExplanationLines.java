package io.heliograph.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code GET /notifications/{id}/why} answers, in sentences. */
final class ExplanationLines {
    private ExplanationLines() {}

    static List<String> of(JsonNode explanation) {
        List<String> lines = new ArrayList<>();
        JsonNode event = explanation.path("event");
        lines.add("%s of %s"
                .formatted(event.path("id").asText(), event.path("source").asText()));
        if (explanation.has("policy")) {
            lines.add("decided %s by the category %s"
                    .formatted(
                            explanation.path("decidedAt").asText(),
                            explanation.path("policy").asText()));
        } else {
            lines.add("came before decisions were kept");
        }
        explanation.path("channels").properties().forEach(channel -> addChannel(lines, channel));
        addPush(lines, explanation.path("push"));
        return lines;
    }

    private static void addChannel(List<String> lines, Map.Entry<String, JsonNode> channel) {
        lines.add("%s: %s"
                .formatted(channel.getKey(), channel.getValue().path("outcome").asText()));
        for (JsonNode reason : channel.getValue().path("reasons")) {
            lines.add("  " + words(reason, "code"));
        }
    }

    private static void addPush(List<String> lines, JsonNode push) {
        for (JsonNode result : push.path("results")) {
            lines.add("push message%s: %s at %s%s"
                    .formatted(
                            result.has("device")
                                    ? " to " + result.path("device").asText()
                                    : "",
                            result.path("outcome").asText(),
                            result.path("at").asText(),
                            result.has("status")
                                    ? ", the push service answered "
                                            + result.path("status").asText()
                                    : ""));
            lines.add("  " + words(result, "reason"));
        }
        if (push.has("dueAt")) {
            lines.add("push message: looked at again at " + push.path("dueAt").asText());
        }
        if (push.has("waitsFor")) {
            lines.add("  " + words(push, "waitsFor"));
        }
    }

    /** What a version has no words for, it tells by its code. */
    private static String words(JsonNode reason, String code) {
        return reason.path("text").asText(reason.path(code).asText());
    }
}
