package io.heliograph.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserSourceTest {
    @ParameterizedTest
    @ValueSource(strings = {"ann", "auth0|42", "a+b@c.de", "50%", "Zoë"})
    void findsTheUserAgain(String user) {
        assertThat(UserSource.user(UserSource.of(user))).contains(user);
        assertThat(UserSource.of(user)).doesNotContain("|");
    }

    @Test
    void knowsAProducerFromAUser() {
        assertThat(UserSource.user("/shop/orders")).isEmpty();
        assertThat(UserSource.user("/users/")).isEmpty();
        assertThat(UserSource.user("/users/%G1")).isEmpty();
    }
}
