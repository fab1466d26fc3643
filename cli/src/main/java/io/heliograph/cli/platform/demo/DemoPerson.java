package io.heliograph.cli.platform.demo;

import io.heliograph.cli.platform.oidc.AccessToken;
import io.heliograph.cli.platform.oidc.DocumentPatterns;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The people of the demo page: nobody else gets a token without the secret of the data folder. */
enum DemoPerson {
    ANN("Ann"),
    BOB("Bob");

    private static final Duration TTL = Duration.ofMinutes(15);
    private static final List<String> SUBSCRIBE = List.of("room:*", "presence:*", "feed:*");
    private static final List<String> PUBLISH = List.of("room:*");
    private static final DocumentPatterns DOCUMENTS =
            new DocumentPatterns(List.of(), List.of("demo/*"), List.of("demo/*"));

    private final String displayName;

    DemoPerson(String displayName) {
        this.displayName = displayName;
    }

    static Optional<DemoPerson> of(String user) {
        return Arrays.stream(values())
                .filter(person -> person.user().equals(user))
                .findFirst();
    }

    /** The subject of the tokens. */
    String user() {
        return name().toLowerCase(Locale.ROOT);
    }

    String displayName() {
        return displayName;
    }

    AccessToken token(Instant now) {
        return AccessToken.of(user(), now, TTL).withChannels(SUBSCRIBE, PUBLISH).withDocuments(DOCUMENTS);
    }
}
