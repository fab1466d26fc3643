package io.heliograph.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds names that are permanent against docs/events.md, where producers read them. */
class EventsDocumentTest {
    @Test
    void namesEveryTopicTypeAttributeAndHeader() throws IOException, IllegalAccessException {
        String document = Files.readString(Path.of("..", "docs", "events.md"));

        for (Topic topic : Topic.values()) {
            assertThat(document).contains("`" + topic.topicName() + "`");
        }
        for (Class<?> names : List.of(EventType.class, EventAttribute.class, DeadLetterHeader.class)) {
            for (String name : constants(names)) {
                assertThat(document).contains("`" + name + "`");
            }
        }
        assertThat(document).contains("`<topic>.dead-letters`");
        assertThat(Topic.PUBLICATIONS.deadLetters()).isEqualTo("heliograph.publications.dead-letters");
    }

    private static List<String> constants(Class<?> names) throws IllegalAccessException {
        List<String> constants = new ArrayList<>();
        for (Field field : names.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers())) {
                constants.add((String) field.get(null));
            }
        }
        assertThat(constants).isNotEmpty();
        return constants;
    }
}
