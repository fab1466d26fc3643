package io.heliograph.gateway.admission;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From which web sites browsers may connect, docs/protocol.md §2.1: exact scheme, host and port. Whoever sends no Origin is not a browser. */
public final class AllowedOrigins {
    private static final String ALL = "*";

    private final Set<String> origins;

    public AllowedOrigins(List<String> origins) {
        origins.forEach(AllowedOrigins::require);
        this.origins = Set.copyOf(origins);
    }

    public boolean allows(@Nullable String origin) {
        return origin == null || origins.contains(ALL) || origins.contains(origin);
    }

    private static void require(String origin) {
        if (!origin.equals(ALL) && !isOrigin(origin)) {
            throw new IllegalArgumentException(
                    "gateway.connection.allowed-origins must hold origins as https://app.example.com:8443, or *, has '"
                            + origin + "'");
        }
    }

    private static boolean isOrigin(String origin) {
        try {
            URI uri = URI.create(origin);
            return uri.getHost() != null && origin.equals(uri.getScheme() + "://" + uri.getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
