package io.heliograph.cli.platform.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.client.event.OutgoingEvent;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Topic;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;

/** What the page can have a product team say. The page names one of these and a person; it writes no event of its own. */
enum DemoEvent {
    /** A notification to the person. */
    ORDER("order", Topic.NOTIFICATIONS, EventType.NOTIFICATION, "/demo/shop") {
        @Override
        ObjectNode data(DemoPerson person, String id) {
            return notificationTo(person)
                    .put("title", "Your order is on its way")
                    .put("body", "Order %s left the warehouse and arrives tomorrow.".formatted(number(id)))
                    .put("category", "orders")
                    .put("url", "/orders/" + number(id));
        }
    },
    /** A notification to the person of a category that nobody switches off. */
    SIGN_IN("sign-in", Topic.NOTIFICATIONS, EventType.NOTIFICATION, "/demo/accounts") {
        @Override
        ObjectNode data(DemoPerson person, String id) {
            return notificationTo(person)
                    .put("title", "New sign-in to your account")
                    .put("body", "From a browser that you have not used before.")
                    .put("category", "security")
                    .put("priority", "high")
                    .put("url", "/account/devices");
        }
    },
    /** An activity of the person, in the feed that everybody on the page follows. */
    COMMENT("comment", Topic.ACTIVITIES, EventType.ACTIVITY, "/demo/board") {
        @Override
        ObjectNode data(DemoPerson person, String id) {
            ObjectNode data = JsonNodeFactory.instance.objectNode();
            data.putObject("actor").put("id", person.user()).put("name", person.displayName());
            data.put("verb", "commented");
            data.putObject("object")
                    .put("type", "document")
                    .put("id", "launch-plan")
                    .put("title", "Launch plan")
                    .put("url", "/documents/launch-plan");
            data.putArray("feeds").add(FEED);
            return data.put("content", "Looks good to me, let us ship it.");
        }

        @Override
        String key(DemoPerson person) {
            return FEED;
        }
    };

    private static final String FEED = "demo";
    private static final int NUMBERS = 9_000;

    private final String pageName;
    private final Topic topic;
    private final String type;
    private final String source;

    DemoEvent(String pageName, Topic topic, String type, String source) {
        this.pageName = pageName;
        this.topic = topic;
        this.type = type;
        this.source = source;
    }

    /** @param pageName what the page calls it */
    static Optional<DemoEvent> of(String pageName) {
        return Arrays.stream(values())
                .filter(event -> event.pageName.equals(pageName))
                .findFirst();
    }

    abstract ObjectNode data(DemoPerson person, String id);

    String key(DemoPerson person) {
        return person.user();
    }

    /** @param id makes the event one */
    OutgoingEvent event(DemoPerson person, String id, Instant now) {
        return new OutgoingEvent(
                CloudEventBuilder.v1()
                        .withId(id)
                        .withSource(URI.create(source))
                        .withType(type)
                        .withTime(now.atOffset(ZoneOffset.UTC))
                        .withData(
                                "application/json", data(person, id).toString().getBytes(StandardCharsets.UTF_8))
                        .build(),
                topic,
                key(person));
    }

    private static ObjectNode notificationTo(DemoPerson person) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.putArray("recipients").add(person.user());
        return data;
    }

    /** A number that people can read out, so that one order can be told from the next. */
    private static String number(String id) {
        return Integer.toString(1_000 + Math.floorMod(id.hashCode(), NUMBERS));
    }
}
