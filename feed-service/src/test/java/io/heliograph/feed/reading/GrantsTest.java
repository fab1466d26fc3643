package io.heliograph.feed.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.ChannelName;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrantsTest {
    private static final ChannelName FEED = new ChannelName("feed:team-7");

    @Test
    void allowsWhatThePatternsCover() {
        assertThat(grants("feed:team-*", "feed:x").mayRead(FEED)).isTrue();
        assertThat(grants("feed:x", "feed:team-7").mayManage(FEED)).isTrue();
    }

    @Test
    void deniesEverythingElse() {
        assertThat(grants("feed:other", "feed:team-7").mayRead(FEED)).isFalse();
        assertThat(grants("feed:team-7", "feed:other").mayManage(FEED)).isFalse();
        assertThat(grants("*", "*").mayRead(FEED)).isFalse();
        assertThat(grants("", "").mayManage(FEED)).isFalse();
    }

    @Test
    void knowsTheFeedOfWhatAUserDoes() {
        assertThat(Grants.isFeedOf(new ChannelName("feed:user-ann"), "ann")).isTrue();
        assertThat(Grants.isFeedOf(new ChannelName("feed:user-a%20b"), "a b")).isTrue();
        assertThat(Grants.isFeedOf(new ChannelName("feed:user-ann"), "bob")).isFalse();
    }

    private static Grants grants(String subscribe, String publish) {
        return Grants.of("ann", List.of(subscribe), List.of(publish), ChannelKinds.defaults());
    }
}
