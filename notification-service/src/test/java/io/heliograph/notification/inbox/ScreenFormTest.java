package io.heliograph.notification.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.heliograph.contracts.json.JsonBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenFormTest {
    private static final NotificationId ID = NotificationId.of(new EventReference("/shop", "1"), "ann");

    @Test
    void isPublishedWithTheIdInFront() {
        var form = new ScreenForm(JsonBytes.of("{\"title\":\"On its wäy\"}"));

        assertThat(form.published(ID, false, null).text())
                .isEqualTo("{\"id\":\"" + ID + "\",\"alert\":false,\"title\":\"On its wäy\"}");
    }

    @Test
    void isPublishedWithWhatItReplaces() {
        NotificationId older = NotificationId.of(new EventReference("/shop", "0"), "ann");

        assertThat(new ScreenForm(JsonBytes.of("{\"title\":\"t\"}"))
                        .published(ID, true, older)
                        .text())
                .isEqualTo("{\"id\":\"" + ID + "\",\"alert\":true,\"replaces\":[\"" + older + "\"],\"title\":\"t\"}");
    }

    @Test
    void isListedWithIdAndWhetherItWasRead() {
        var form = new ScreenForm(JsonBytes.of("{\"title\":\"t\"}"));

        assertThat(form.listed(ID, true, null).text())
                .isEqualTo("{\"id\":\"" + ID + "\",\"read\":true,\"title\":\"t\"}");
    }

    @Test
    void isListedWithTheStackThatItStandsFor() {
        assertThat(new ScreenForm(JsonBytes.of("{\"title\":\"t\"}"))
                        .listed(ID, false, new Stack(7, 3))
                        .text())
                .isEqualTo(
                        "{\"id\":\"" + ID + "\",\"read\":false,\"stack\":{\"count\":7,\"unread\":3},\"title\":\"t\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[1]", " {\"title\":\"t\"}"})
    void isAnObjectWithMembers(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ScreenForm(JsonBytes.of(json)));
    }
}
