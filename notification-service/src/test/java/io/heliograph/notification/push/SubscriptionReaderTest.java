package io.heliograph.notification.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.notification.push.SubscriptionReader.Result;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionReaderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final String ENDPOINT = "https://push.example/abc";

    private final Browser browser = new Browser();
    private final SubscriptionReader reader =
            new SubscriptionReader(new EndpointPolicy(List.of("push.example"), Set.of(443), Optional.empty()));

    @Test
    void readsWhatABrowserMakes() {
        Result result = read(browser.subscription(ENDPOINT));

        assertThat(result)
                .isEqualTo(new Result.Valid(new PushSubscription("d1", URI.create(ENDPOINT), browser.keys(), null)));
    }

    @Test
    void readsWhenItExpiresAndRefusesWhatHasExpired() {
        long later = NOW.plusSeconds(60).toEpochMilli();

        Result valid = read(browser.subscription(ENDPOINT).replace("null", Long.toString(later)));
        Result expired = read(browser.subscription(ENDPOINT).replace("null", Long.toString(NOW.toEpochMilli())));

        assertThat(valid)
                .isInstanceOfSatisfying(
                        Result.Valid.class,
                        read -> assertThat(read.subscription().expiresAt()).isEqualTo(NOW.plusSeconds(60)));
        assertThat(objection(expired)).contains("expirationTime");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"endpoint\":7}",
                "{\"endpoint\":\"https://push.example/abc\"}",
                "{\"endpoint\":\"https://push.example/abc\",\"keys\":[]}",
                "{\"endpoint\":\"https://push.example/abc\",\"endpoint\":\"https://push.example/abc\"}",
                "{\"endpoint\":\"https://push.example/abc\"} {}"
            })
    void refusesWhatIsNoSubscription(String json) {
        assertThat(read(json)).isInstanceOf(Result.Invalid.class);
    }

    @Test
    void refusesExpiriesThatAreNoTimes() {
        for (String expiry : List.of("\"tomorrow\"", "-1", "1e400", "99999999999999999999", "true")) {
            assertThat(objection(read(browser.subscription(ENDPOINT).replace("null", expiry))))
                    .as(expiry)
                    .contains("expirationTime");
        }
    }

    @Test
    void refusesKeysThatAreNoneAndRepeatsNone() {
        byte[] point = browser.keys().point();
        byte[] offCurve = point.clone();
        offCurve[64] ^= 1;
        byte[] compressed = Arrays.copyOf(point, 33);
        compressed[0] = 2;
        byte[] beyondPrime = new byte[65];
        Arrays.fill(beyondPrime, (byte) 0xff);
        beyondPrime[0] = 4;
        byte[] infinity = new byte[65];
        infinity[0] = 4;

        for (byte[] bad : List.of(offCurve, compressed, beyondPrime, infinity, new byte[0], new byte[66])) {
            String objection = objection(read(withKeys(Browser.base64(bad), Browser.base64(new byte[16]))));
            assertThat(objection).contains("p256dh").doesNotContain(Browser.base64(point));
        }
        for (byte[] bad : List.of(new byte[0], new byte[15], new byte[17])) {
            assertThat(objection(read(withKeys(Browser.base64(point), Browser.base64(bad)))))
                    .contains("keys.auth");
        }
        assertThat(objection(read(withKeys("a".repeat(129), "")))).contains("p256dh");
        assertThat(objection(read(withKeys("§§", "")))).contains("p256dh");
    }

    @Test
    void refusesEndpointsElsewhere() {
        assertThat(objection(read(browser.subscription("https://evil.example/abc"))))
                .contains("endpoint");
    }

    @Test
    void refusesDevicesThatNoConnectionCanHave() {
        byte[] json = browser.subscription(ENDPOINT).getBytes(StandardCharsets.UTF_8);

        for (String device : List.of("", "d".repeat(65), "d\n", "größe")) {
            assertThat(objection(reader.read(device, json, NOW))).as(device).contains("device");
        }
    }

    @Test
    void printsNeitherKeysNorEndpoint() {
        PushSubscription subscription = browser.subscription("d1", URI.create(ENDPOINT));

        assertThat(subscription.toString() + subscription.keys())
                .doesNotContain("abc")
                .doesNotContain(Browser.base64(browser.keys().secret()));
    }

    private Result read(String json) {
        return reader.read("d1", json.getBytes(StandardCharsets.UTF_8), NOW);
    }

    private static String objection(Result result) {
        return result instanceof Result.Invalid(String objection) ? objection : "valid";
    }

    private static String withKeys(String p256dh, String auth) {
        return "{\"endpoint\":\"" + ENDPOINT + "\",\"keys\":{\"p256dh\":\"" + p256dh + "\",\"auth\":\"" + auth + "\"}}";
    }
}
