package io.heliograph.contracts.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelNameTest {
    @ParameterizedTest
    @CsvSource({
        "user:42, user, 42",
        "a:b, a, b",
        "feed-7:x, feed-7, x",
        "room:a:b:c, room, a:b:c",
        "room:AZaz09_-./:@+~=%, room, AZaz09_-./:@+~=%",
    })
    void hasAKindAndAnId(String name, String kind, String id) {
        var channel = new ChannelName(name);

        assertThat(channel.kind()).isEqualTo(kind);
        assertThat(channel.id()).isEqualTo(id);
        assertThat(channel).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "user",
                "user:",
                ":42",
                "User:42",
                "1user:42",
                "-user:42",
                "us_er:42",
                "üser:42",
                "user :42",
                "user:4 2",
                "user:42\n",
                "user:*",
                "user:a|b",
                "user:ä",
                "user:a?b",
                "user:a#b",
                "user:\u0000"
            })
    void refusesWhatTheGrammarDoesNotAllow(String name) {
        assertThat(ChannelName.isValid(name)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new ChannelName(name));
    }

    @Test
    void isAtMost128CharactersLong() {
        assertThat(ChannelName.isValid("user:" + "x".repeat(123))).isTrue();
        assertThat(ChannelName.isValid("user:" + "x".repeat(124))).isFalse();
    }

    @Test
    void doesNotRepeatAnEndlessNameInItsComplaint() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChannelName("x".repeat(10_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @ParameterizedTest
    @CsvSource({
        "42, user:42",
        "auth0|42, user:auth0%7C42",
        "ann@shop.example, user:ann@shop.example",
        "a|b@c+d, user:a%7Cb@c+d",
        "a b*c, user:a%20b%2Ac",
        "ä, user:%C3%A4",
        "👍, user:%F0%9F%91%8D",
        "100%, user:100%25",
        "auth0%7C42, user:auth0%257C42",
    })
    void encodesTheCharactersOfASubjectThatAChannelMayNotHave(String subject, String channel) {
        assertThat(ChannelName.ofUser(subject)).isEqualTo(new ChannelName(channel));
    }

    @Test
    void givesTwoSubjectsNeverTheSameChannel() {
        var random = new Random(42);
        List<String> alphabet = List.of("%", "7", "C", "|", "a", "ä", ":", "2", "5");
        Set<String> subjects = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            var subject = new StringBuilder();
            for (int length = 1 + random.nextInt(6); length > 0; length--) {
                subject.append(alphabet.get(random.nextInt(alphabet.size())));
            }
            subjects.add(subject.toString());
        }

        assertThat(subjects.stream().map(ChannelName::ofUser).distinct()).hasSameSizeAs(subjects);
    }

    @Test
    void refusesASubjectThatIsEmptyOrDoesNotFit() {
        assertThatIllegalArgumentException().isThrownBy(() -> ChannelName.ofUser(""));
        assertThatIllegalArgumentException().isThrownBy(() -> ChannelName.ofUser("|".repeat(42)));
    }

    @Test
    void isOrderedByItsText() {
        assertThat(new ChannelName("room:1")).isLessThan(new ChannelName("user:0"));
    }
}
