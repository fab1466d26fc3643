package io.heliograph.gateway.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.ChannelPattern;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelAccessTest {
    private static final List<ChannelPattern> ALL_KINDS = List.of(
            pattern("user:*"),
            pattern("timeline:*"),
            pattern("feed:*"),
            pattern("room:*"),
            pattern("live:*"),
            pattern("presence:*"),
            pattern("broadcast:*"),
            pattern("nothing:*"));

    /** Who may do what: nobody but the user, somebody with every grant of a user, a service that may emit for /shop/. */
    private static final Map<String, Principal> ROLES = Map.of(
            "ann", principal("ann", Grants.NONE),
            "granted", principal("bob", new Grants(ALL_KINDS, ALL_KINDS, List.of())),
            "service", principal("shop", new Grants(List.of(), ALL_KINDS, List.of("/shop/*"))),
            "emitter", principal("shop", new Grants(List.of(), List.of(), List.of("/shop/*"))));

    private final ChannelAccess access = new ChannelAccess(ChannelKinds.defaults());

    @ParameterizedTest
    @CsvSource(textBlock = """
            # role,    channel,       subscribe, publish, emit
            ann,       user:ann,      true,      false,   false
            ann,       user:bob,      false,     false,   false
            ann,       timeline:ann,  true,      false,   false
            ann,       timeline:bob,  false,     false,   false
            ann,       feed:team,     false,     false,   false
            ann,       room:lobby,    false,     false,   false
            ann,       live:match,    false,     false,   false
            ann,       presence:ann,  false,     false,   false
            ann,       broadcast:all, true,      false,   false
            ann,       nothing:ann,   false,     false,   false
            granted,   user:ann,      false,     false,   false
            granted,   timeline:ann,  false,     false,   false
            granted,   feed:team,     true,      false,   false
            granted,   room:lobby,    true,      true,    false
            granted,   live:match,    true,      true,    false
            granted,   presence:ann,  true,      false,   false
            granted,   broadcast:all, true,      false,   false
            granted,   nothing:ann,   false,     false,   false
            service,   user:ann,      false,     false,   true
            service,   timeline:ann,  false,     false,   true
            service,   room:lobby,    false,     true,    true
            service,   broadcast:all, true,      false,   true
            service,   nothing:ann,   false,     false,   false
            emitter,   user:ann,      false,     false,   false
            emitter,   room:lobby,    false,     false,   false
            """)
    void allowsWhatKindAndGrantsAllowAndNothingElse(
            String role, String name, boolean subscribe, boolean publish, boolean emit) {
        Principal principal = Objects.requireNonNull(ROLES.get(role));
        var channel = new ChannelName(name);

        assertThat(access.maySubscribe(principal, channel)).as("subscribe").isEqualTo(subscribe);
        assertThat(access.mayPublish(principal, channel)).as("publish").isEqualTo(publish);
        assertThat(access.mayEmit(principal, "/shop/orders", channel))
                .as("emit")
                .isEqualTo(emit);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            /shop/*,     /shop/orders,  true
            /shop/*,     /shop/,        true
            /shop/*,     /shopping,     false
            /shop/*,     /pay/orders,   false
            /shop/*,     '',            false
            /shop,       /shop,         true
            /shop,       /shop/orders,  false
            *,           /pay/orders,   true
            """)
    void aSourceIsGrantedByItsNameOrItsBeginning(String pattern, String source, boolean granted) {
        var principal = principal("shop", new Grants(List.of(), List.of(), List.of(pattern)));

        assertThat(access.mayEmit(principal, source)).isEqualTo(granted);
    }

    @Test
    void theChannelOfASubjectWithOtherCharactersIsItsEncodedOne() {
        var principal = principal("auth0|42", Grants.NONE);

        assertThat(access.maySubscribe(principal, new ChannelName("user:auth0%7C42")))
                .isTrue();
        assertThat(access.maySubscribe(principal, new ChannelName("user:auth0")))
                .isFalse();
    }

    @Test
    void aSubjectTooLongForAChannelHasNoneOfItsOwn() {
        var principal = principal("ü".repeat(60), Grants.NONE);

        assertThat(access.maySubscribe(principal, new ChannelName("user:ann"))).isFalse();
    }

    private static Principal principal(String subject, Grants grants) {
        return new Principal(subject, grants, Instant.EPOCH);
    }

    private static ChannelPattern pattern(String value) {
        return new ChannelPattern(value);
    }
}
