package io.heliograph.notification;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** For tests of stores that do themselves what rounds do elsewhere. */
public final class QuietRounds implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("notification.unread.interval", "1h", "notification.digest.interval", "1h");
    }
}
