package io.heliograph.systemtests.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.client.subscription.Message;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The notifications of one channel as a screen shows them: what is taken back disappears. Written by one connection, read from any thread. */
final class ShownNotifications {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Shown> shown = new CopyOnWriteArrayList<>();

    private record Shown(String id, String event) {}

    void take(Message message) {
        switch (message.type()) {
            case "notification" -> {
                JsonNode notification = parse(message);
                shown.add(new Shown(
                        notification.required("id").textValue(),
                        notification.at("/event/id").textValue()));
            }
            case "notification.retracted" ->
                parse(message)
                        .required("ids")
                        .forEach(id -> shown.removeIf(each -> each.id().equals(id.textValue())));
            default -> {} // what was read elsewhere stays on the screen
        }
    }

    /** Ids of the events, in the order in which they came. */
    List<String> events() {
        return shown.stream().map(Shown::event).toList();
    }

    int count() {
        return shown.size();
    }

    private static JsonNode parse(Message message) {
        try {
            return JSON.readTree(message.data().text());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
