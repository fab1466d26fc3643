package io.heliograph.client;

import java.net.URI;
import java.util.Locale;

/** Where a platform takes WebSockets, docs/protocol.md §2.1. */
final class Endpoint {
    private static final String PATH = "/connect";

    private Endpoint() {}

    /** @param url of the platform: {@code http}, {@code https}, {@code ws} or {@code wss}; a path is kept in front of the endpoint's */
    static URI of(URI url) {
        String scheme = url.getScheme();
        String host = url.getRawAuthority();
        if (scheme == null || host == null) {
            throw invalid(url);
        }
        String path = url.getRawPath();
        String base = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return URI.create(switch (scheme.toLowerCase(Locale.ROOT)) {
                    case "http", "ws" -> "ws";
                    case "https", "wss" -> "wss";
                    default -> throw invalid(url);
                }
                + "://" + host + base + PATH);
    }

    private static IllegalArgumentException invalid(URI url) {
        return new IllegalArgumentException("url must be an absolute http, https, ws or wss URL, is " + url);
    }
}
