package io.heliograph.contracts.event;

import io.heliograph.contracts.channel.ChannelName;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The source of what a user publishes over a connection, docs/protocol.md §3.4: {@code /users/<sub>}, percent-encoded as in the user's channel. */
public final class UserSource {
    private static final String PREFIX = "/users/";

    private UserSource() {}

    public static String of(String user) {
        return PREFIX + ChannelName.ofUser(user).id();
    }

    /** The user whose source it is; empty for a producer's. */
    public static Optional<String> user(String source) {
        if (!source.startsWith(PREFIX) || source.length() == PREFIX.length()) {
            return Optional.empty();
        }
        String encoded = source.substring(PREFIX.length());
        try {
            // A plus stands for itself here, other than in a form.
            return Optional.of(URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
