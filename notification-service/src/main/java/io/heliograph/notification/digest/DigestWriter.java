package io.heliograph.notification.digest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.notification.inbox.Notification;
import io.heliograph.notification.inbox.ScreenForm;
import io.heliograph.notification.preferences.Categories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes notifications of what is held: the title says how many, {@code data.digest.items} are the oldest. Safe for concurrent use. */
public final class DigestWriter {
    /** Of all items together, so that the digest fits a publication whatever titles and addresses they have. */
    private static final int MAX_ITEMS_BYTES = 32 * 1024;

    private static final List<String> SHOWN = List.of("title", "url", "icon", "createdAt");
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Categories categories;

    public DigestWriter(Categories categories) {
        this.categories = categories;
    }

    /** @param content something of which is worth telling */
    ScreenForm form(DigestDue due, DigestContent content) {
        ObjectNode form = MAPPER.createObjectNode();
        form.put(
                "title",
                "%s: %d new".formatted(categories.policy(due.category()).title(), content.count()));
        form.put("category", due.category());
        form.put("priority", Priority.NORMAL.wireName());
        form.putObject("i18n")
                .put("key", "digest")
                .putObject("args")
                .put("category", due.category())
                .put("count", content.count());
        form.put("count", content.count());
        ArrayNode items = form.putObject("data").putObject("digest").putArray("items");
        int bytes = 0;
        for (DigestContent.Item item : content.first()) {
            ObjectNode shown = item(item);
            bytes += shown.toString().getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_ITEMS_BYTES) {
                break;
            }
            items.add(shown);
        }
        form.put("createdAt", due.at().toString());
        form.putObject("event")
                .put("source", due.event().source())
                .put("id", due.event().id());
        return new ScreenForm(JsonBytes.of(form.toString()));
    }

    static Notification notification(DigestDue due, ScreenForm form) {
        return new Notification(
                due.event(),
                List.of(due.recipient()),
                due.at(),
                null,
                due.category(),
                Priority.NORMAL,
                false,
                null,
                null,
                null,
                form);
    }

    private static ObjectNode item(DigestContent.Item item) {
        ObjectNode shown = MAPPER.createObjectNode().put("id", item.id().toString());
        JsonNode form = parse(item.form());
        for (String member : SHOWN) {
            if (form.has(member)) {
                shown.set(member, form.get(member));
            }
        }
        return shown;
    }

    private static JsonNode parse(ScreenForm form) {
        try {
            return MAPPER.readTree(form.shared().array());
        } catch (IOException e) {
            throw new UncheckedIOException("a stored form is JSON", e);
        }
    }
}
