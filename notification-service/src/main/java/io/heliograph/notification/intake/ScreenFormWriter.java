package io.heliograph.notification.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ProtocolLimits;
import io.heliograph.notification.inbox.EventReference;
import io.heliograph.notification.inbox.ScreenForm;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes what screens show from the data of a notification: the members that are for them, never the recipients. */
final class ScreenFormWriter {
    private static final List<String> SHOWN = List.of(
            "title",
            "body",
            "url",
            "icon",
            "category",
            "priority",
            "group",
            "actor",
            "actions",
            "locale",
            "i18n",
            "count",
            "data");
    /** For what an inbox adds: id and whether it was read. */
    private static final int RESERVED_BYTES = 128;

    private static final int MAX_BYTES = ProtocolLimits.MAX_DATA_BYTES - RESERVED_BYTES;

    private ScreenFormWriter() {}

    sealed interface Result {
        record Written(ScreenForm form) implements Result {}

        record Unwritable(Rejection rejection) implements Result {}
    }

    /**
     * @param data fits the schema
     * @param expiresAt not shown from then on; screens that are open take it away by themselves
     */
    static Result write(JsonNode data, EventReference event, Instant createdAt, @Nullable Instant expiresAt) {
        ObjectNode form = EventData.MAPPER.createObjectNode();
        for (String member : SHOWN) {
            JsonNode value = data.get(member);
            if (value != null) {
                form.set(member, value);
            }
        }
        if (!form.has("priority")) {
            form.put("priority", Priority.NORMAL.wireName());
        }
        form.put("createdAt", createdAt.toString());
        if (expiresAt != null) {
            form.put("expiresAt", expiresAt.toString());
        }
        form.putObject("event").put("source", event.source()).put("id", event.id());
        return bounded(form);
    }

    private static Result bounded(ObjectNode form) {
        String json = form.toString();
        if (!UnicodeText.isWellFormed(json)) {
            return new Result.Unwritable(new Rejection(
                    ProblemCode.NOT_JSON, "", "text must be Unicode: some of it has half of a surrogate pair"));
        }
        JsonBytes bytes = JsonBytes.of(json);
        if (bytes.length() > MAX_BYTES) {
            return new Result.Unwritable(new Rejection(
                    ProblemCode.TOO_LARGE,
                    "",
                    "what screens get has " + bytes.length() + " bytes, " + MAX_BYTES + " are allowed: send a link"));
        }
        return new Result.Written(new ScreenForm(bytes));
    }
}
