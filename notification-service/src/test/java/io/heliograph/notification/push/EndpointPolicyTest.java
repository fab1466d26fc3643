package io.heliograph.notification.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointPolicyTest {
    private static final EndpointPolicy POLICY =
            new EndpointPolicy(List.of("fcm.googleapis.com", "*.push.apple.com"), Set.of(443), Optional.empty());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://fcm.googleapis.com/fcm/send/abc:def",
                "https://FCM.googleapis.com:443/fcm/send/abc",
                "https://web.push.apple.com/QAbc_-?x=1",
                "https://a.b.push.apple.com/"
            })
    void takesEndpointsOfThePushServicesThatAreUsed(String endpoint) {
        assertThat(POLICY.objection(endpoint)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fcm.googleapis.com",
                "/fcm/send/abc",
                "https:fcm.googleapis.com",
                "http://fcm.googleapis.com/fcm/send/abc",
                "file:///etc/passwd",
                "gopher://fcm.googleapis.com/",
                "https://ann@fcm.googleapis.com/abc",
                "https://fcm.googleapis.com@evil.example/abc",
                "https://fcm.googleapis.com/abc#part",
                "https://fcm.googleapis.com:8443/abc",
                "https://fcm.googleapis.com:0/abc",
                "https://fcm.googleapis.com.evil.example/abc",
                "https://evil-fcm.googleapis.com/abc",
                "https://push.apple.com/abc",
                "https://evilpush.apple.com/abc",
                "https://localhost/abc",
                "https://127.0.0.1/abc",
                "https://[::1]/abc",
                "https://2130706433/abc",
                "https://169.254.169.254/latest/meta-data",
                "https://fcm.googleapis.com\\@evil.example/abc",
                "https://fcm.googleapis.com /abc",
                "https://fcm.googleapis.com/a\r\nHost: evil",
                "https://fcm.googleapis.cöm/abc"
            })
    void refusesEveryOther(String endpoint) {
        assertThat(POLICY.objection(endpoint)).isPresent();
    }

    @Test
    void refusesWhatIsTooLongWithoutRepeatingIt() {
        String endpoint = "https://fcm.googleapis.com/" + "a".repeat(EndpointPolicy.MAX_LENGTH);

        assertThat(POLICY.objection(endpoint))
                .hasValueSatisfying(
                        objection -> assertThat(objection).contains("2048").doesNotContain("aaa"));
    }

    @Test
    void takesAnyHostAndOtherPortsWhereThatIsConfigured() {
        EndpointPolicy policy = new EndpointPolicy(List.of("*"), Set.of(443, 8443), Optional.empty());

        assertThat(policy.objection("https://push.example:8443/abc")).isEmpty();
        assertThat(policy.objection("https://push.example:9443/abc")).isPresent();
        assertThat(policy.objection("http://push.example/abc")).isPresent();
    }

    @Test
    void exemptsOneOriginAndNoOtherForDevelopment() {
        EndpointPolicy policy =
                new EndpointPolicy(List.of(), Set.of(443), Optional.of(URI.create("http://localhost:9999")));

        assertThat(policy.objection("http://localhost:9999/abc")).isEmpty();
        assertThat(policy.isForDevelopment(URI.create("http://localhost:9999/abc")))
                .isTrue();
        for (String other : List.of(
                "http://localhost:9998/abc",
                "https://localhost:9999/abc",
                "http://localhost/abc",
                "http://localhost.evil.example:9999/abc",
                "http://ann@localhost:9999/abc",
                "http://127.0.0.1:9999/abc")) {
            assertThat(policy.objection(other)).as(other).isPresent();
            assertThat(POLICY.isForDevelopment(URI.create(other))).as(other).isFalse();
        }
    }

    @Test
    void saysWhichSettingIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EndpointPolicy(List.of("https://push.example"), Set.of(443), Optional.empty()))
                .withMessageContaining("notification.push.endpoint-hosts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EndpointPolicy(
                        List.of(), Set.of(443), Optional.of(URI.create("http://localhost:9999/path"))))
                .withMessageContaining("notification.push.development-origin");
    }
}
