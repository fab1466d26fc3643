package io.heliograph.notification.push;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which endpoints a browser may name. Only the host's name is judged here; its addresses are at the moment of sending
 * ({@link AddressPolicy}), because they may be others by then.
 *
 * @param hosts {@code push.example} is that host, {@code *.push.example} every host below it, {@code *} any
 * @param ports of https
 * @param developmentOrigin scheme, host and port of an endpoint to which none of this applies; empty in production
 */
public record EndpointPolicy(List<String> hosts, Set<Integer> ports, Optional<URI> developmentOrigin) {
    /** Endpoints are the browser's, of a few hundred characters; PostgreSQL indexes them up to 2,704 bytes. */
    public static final int MAX_LENGTH = 2_048;

    private static final Pattern PRINTABLE_ASCII = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern HOST = Pattern.compile("\\*|(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)*");
    private static final String ANY = "*";
    private static final int HTTPS_PORT = 443;

    public EndpointPolicy {
        hosts = List.copyOf(hosts);
        ports = Set.copyOf(ports);
        for (String host : hosts) {
            if (!HOST.matcher(host).matches()) {
                throw new IllegalArgumentException(
                        "notification.push.endpoint-hosts must hold hosts in lower case, *.host or *, has '%s'"
                                .formatted(host));
            }
        }
        developmentOrigin.ifPresent(EndpointPolicy::requireOrigin);
    }

    private static void requireOrigin(URI origin) {
        if (origin.getScheme() == null
                || origin.getHost() == null
                || !origin.toString().equals(originOf(origin))) {
            throw new IllegalArgumentException(
                    "notification.push.development-origin must be scheme://host:port, is '%s'".formatted(origin));
        }
    }

    /** What is wrong with the endpoint; empty when it may be used. The text names what was required and not the endpoint, which is a secret. */
    public Optional<String> objection(String endpoint) {
        if (endpoint.length() > MAX_LENGTH || !PRINTABLE_ASCII.matcher(endpoint).matches()) {
            return Optional.of("endpoint must be a URL of at most " + MAX_LENGTH + " ASCII characters, has "
                    + endpoint.length() + " characters");
        }
        try {
            return objection(new URI(endpoint));
        } catch (URISyntaxException _) {
            return Optional.of("endpoint must be a URL");
        }
    }

    private Optional<String> objection(URI endpoint) {
        if (endpoint.getHost() == null || endpoint.getScheme() == null) {
            return Optional.of("endpoint must be a URL with a host");
        }
        if (endpoint.getRawUserInfo() != null || endpoint.getRawFragment() != null) {
            return Optional.of("endpoint must have neither user information nor a fragment");
        }
        if (isForDevelopment(endpoint)) {
            return Optional.empty();
        }
        if (!endpoint.getScheme().equalsIgnoreCase("https")) {
            return Optional.of("endpoint must begin with https");
        }
        if (!ports.contains(endpoint.getPort() < 0 ? HTTPS_PORT : endpoint.getPort())) {
            return Optional.of("endpoint must have one of the ports " + ports);
        }
        String host = endpoint.getHost().toLowerCase(Locale.ROOT);
        if (hosts.stream().noneMatch(pattern -> matches(pattern, host))) {
            return Optional.of("endpoint must be at a push service that this installation uses: " + hosts);
        }
        return Optional.empty();
    }

    /** Whether the rules for hosts and addresses do not apply. */
    public boolean isForDevelopment(URI endpoint) {
        return developmentOrigin
                .filter(origin -> originOf(origin).equals(originOf(endpoint)))
                .isPresent();
    }

    private static boolean matches(String pattern, String host) {
        if (pattern.equals(ANY)) {
            return true;
        }
        return pattern.startsWith("*.") ? host.endsWith(pattern.substring(1)) : host.equals(pattern);
    }

    private static String originOf(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
