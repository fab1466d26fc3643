package io.heliograph.cli.platform.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoCallerTest {
    private final DemoCaller caller = new DemoCaller(8_080);

    @Test
    void letsThePageReadAndAct() {
        assertThat(caller.mayRead("localhost:8080", null, "same-origin")).isTrue();
        assertThat(caller.mayAct("localhost:8080", "http://localhost:8080", "same-origin"))
                .isTrue();
        assertThat(caller.mayAct("127.0.0.1:8080", "http://127.0.0.1:8080", null))
                .isTrue();
    }

    @Test
    void letsAPersonReadWithCurl() {
        assertThat(caller.mayRead("localhost:8080", null, null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "http://localhost:3000",
                "https://localhost:8080",
                "null",
                "http://127.0.0.1:8080"
            })
    void refusesOtherOrigins(String origin) {
        assertThat(caller.mayRead("localhost:8080", origin, null)).isFalse();
        assertThat(caller.mayAct("localhost:8080", origin, null)).isFalse();
    }

    @Test
    void refusesANameThatSomebodysDnsTurnsToThisMachine() {
        assertThat(caller.mayAct("evil.example:8080", "http://evil.example:8080", "same-origin"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void refusesWhatABrowserSendsForAnotherSite(String site) {
        assertThat(caller.mayRead("localhost:8080", null, site)).isFalse();
    }

    @Test
    void refusesToActForAnUnnamedOrigin() {
        assertThat(caller.mayAct("localhost:8080", null, null)).isFalse();
    }

    @Test
    void refusesARequestWithoutAHost() {
        assertThat(caller.mayRead(null, null, null)).isFalse();
    }
}
