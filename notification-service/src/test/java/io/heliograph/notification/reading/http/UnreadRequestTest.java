package io.heliograph.notification.reading.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.notification.inbox.NotificationId;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadRequestTest {
    private static final String ID = "0197d3b2-5c1e-5a53-9a55-3f0c7b1c0e6a";
    private static final NotificationId NOTIFICATION = new NotificationId(UUID.fromString(ID));

    @Test
    void namesEachNotificationOnce() {
        assertThat(read("{\"ids\":[\"%s\",\"%s\"],\"new\":1}".formatted(ID, ID)))
                .contains(List.of(NOTIFICATION));
    }

    @Test
    void hasAsManyAsAPage() {
        assertThat(read(ids(200))).isPresent();
        assertThat(read(ids(201))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ids",
                "[]",
                "{}",
                "{\"ids\":[]}",
                "{\"ids\":\"" + ID + "\"}",
                "{\"ids\":[null]}",
                "{\"ids\":[42]}",
                "{\"ids\":[\"42\"]}",
                "{\"ids\":[\"" + ID + "\",\"42\"]}",
                "{\"ids\":[\"" + ID + "\"]} {}",
                "{\"ids\":[\"" + ID + "\"],\"ids\":[]}"
            })
    void isNothingElse(String body) {
        assertThat(read(body)).isEmpty();
    }

    private static Optional<List<NotificationId>> read(String body) {
        return UnreadRequest.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String ids(int count) {
        return "{\"ids\":[" + String.join(",", Collections.nCopies(count, '"' + ID + '"')) + "]}";
    }
}
