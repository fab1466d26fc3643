package io.heliograph.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, ws://localhost:8080/connect",
        "https://app.example/, wss://app.example/connect",
        "ws://app.example/base, ws://app.example/base/connect",
        "WSS://app.example/base/, wss://app.example/base/connect"
    })
    void liesBelowThePlatformsUrl(URI url, URI endpoint) {
        assertThat(Endpoint.of(url)).isEqualTo(endpoint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://app.example", "/connect", "localhost:8080", "http:/x"})
    void refusesWhatIsNoUrlOfAPlatform(URI url) {
        assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.of(url));
    }
}
