package io.heliograph.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventReachTest {
    @Test
    void knowsWhatIsForEveryone() {
        assertThat(EventReach.isForEveryone(data("{\"audience\":{\"everyone\":true}}")))
                .isTrue();
        assertThat(EventReach.isForEveryone(data("{\"audience\":{\"followers\":\"everyone\"}}")))
                .isFalse();
        assertThat(EventReach.isForEveryone(data("{\"recipients\":[\"everyone\"]}")))
                .isFalse();
    }

    @Test
    void findsTheSourcesOfWhatIsTakenBackOrUpdated() {
        assertThat(EventReach.changedSources(data("{\"retracts\":{\"source\":\"/a\",\"id\":\"1\"}}")))
                .isEqualTo(Map.of("/retracts/source", "/a"));
        assertThat(EventReach.changedSources(data("{\"updates\":{\"source\":\"/b\",\"id\":\"1\"}}")))
                .isEqualTo(Map.of("/updates/source", "/b"));
        assertThat(EventReach.changedSources(data("{\"data\":{\"source\":\"/c\"}}")))
                .isEmpty();
    }

    private static JsonNode data(String json) {
        try {
            return new JsonMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
