package io.heliograph.presence.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.ChannelName;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrantsTest {
    private static Grants grants(String... patterns) {
        return Grants.of("ann", List.of(patterns), ChannelKinds.defaults());
    }

    @Test
    void oneselfIsAlwaysSeenAndOthersByGrant() {
        assertThat(grants().maySee("ann")).isTrue();
        assertThat(grants().maySee("bob")).isFalse();
        assertThat(grants("presence:bob").maySee("bob")).isTrue();
        assertThat(grants("presence:*").maySee("bob|1")).isTrue();
        assertThat(grants("room:*").maySee("bob")).isFalse();
    }

    @Test
    void aPatternOfAnotherFormGrantsNothing() {
        assertThat(grants("*", "", "presence").maySee("bob")).isFalse();
    }

    @Test
    void membersAreSeenByGrantInKindsThatHaveThem() {
        ChannelName room = new ChannelName("room:1");
        assertThat(grants().maySeeMembers(room)).isFalse();
        assertThat(grants("room:1").maySeeMembers(room)).isTrue();
        assertThat(grants("user:*").maySeeMembers(new ChannelName("user:ann"))).isFalse();
        assertThat(grants("nothing:*").maySeeMembers(new ChannelName("nothing:1")))
                .isFalse();
    }
}
