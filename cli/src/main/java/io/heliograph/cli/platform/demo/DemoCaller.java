package io.heliograph.cli.platform.demo;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may use what the demo page uses: only the page itself. A page of another site can have a browser send requests here,
 * so the names of host and origin are compared; a name that somebody's DNS turns to this machine is not one of ours.
 */
final class DemoCaller {
    private final Set<String> hosts;

    /** @param edgePort the port of the platform's address */
    DemoCaller(int edgePort) {
        hosts = Set.of("localhost:" + edgePort, "127.0.0.1:" + edgePort);
    }

    /** Whether a request that changes nothing is from the page, or from a person at this machine. */
    boolean mayRead(@Nullable String host, @Nullable String origin, @Nullable String fetchSite) {
        return host != null
                && hosts.contains(host)
                && (origin == null || isOurs(origin, host))
                && (fetchSite == null || fetchSite.equals("same-origin") || fetchSite.equals("none"));
    }

    /** Whether a request that does something is from the page: browsers name the origin of every such request. */
    boolean mayAct(@Nullable String host, @Nullable String origin, @Nullable String fetchSite) {
        return origin != null && mayRead(host, origin, fetchSite);
    }

    private static boolean isOurs(String origin, String host) {
        return origin.equals("http://" + host);
    }
}
