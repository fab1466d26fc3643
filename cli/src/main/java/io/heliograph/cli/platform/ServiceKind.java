package io.heliograph.cli.platform;

import static io.heliograph.cli.platform.Need.CATEGORIES;
import static io.heliograph.cli.platform.Need.DATABASE;
import static io.heliograph.cli.platform.Need.DOCUMENTS;
import static io.heliograph.cli.platform.Need.HISTORY_CLIENT;
import static io.heliograph.cli.platform.Need.HISTORY_SERVER;
import static io.heliograph.cli.platform.Need.OIDC;
import static io.heliograph.cli.platform.Need.ORIGINS;
import static io.heliograph.cli.platform.Need.PUSH;
import static io.heliograph.cli.platform.Need.REDIS;

import java.util.List;
import java.util.Set;

/**
 * A service of the platform, in the table {@link #ALL}. A new service needs a line there and its Maven module.
 *
 * @param module the Maven module that builds it
 * @param configuration how the environment variables of its own settings begin
 * @param processName what people call its process; numbered if there can be several
 * @param maxProcesses as many as there are ports before the next service's
 * @param firstPort of its first process, before the plan's shift; the next process has the next one
 * @param paths what the edge sends to it, each with everything below it
 */
public record ServiceKind(
        String module,
        String configuration,
        String processName,
        int maxProcesses,
        int firstPort,
        int maxHeapMegabytes,
        Set<Need> needs,
        List<String> paths) {
    public static final ServiceKind DELIVERY_STORE = new ServiceKind(
            "delivery-store",
            "DELIVERY",
            "delivery-store",
            1,
            8_091,
            192,
            Set.of(DATABASE, REDIS, HISTORY_SERVER),
            List.of());
    public static final ServiceKind GATEWAY = new ServiceKind(
            "gateway-service",
            "GATEWAY",
            "gateway",
            10,
            8_081,
            256,
            Set.of(REDIS, OIDC, HISTORY_CLIENT, ORIGINS),
            List.of("/connect", "/channels", "/events", "/socket.io"));
    public static final ServiceKind NOTIFICATION = new ServiceKind(
            "notification-service",
            "NOTIFICATION",
            "notification-service",
            1,
            8_092,
            128,
            Set.of(DATABASE, REDIS, OIDC, HISTORY_CLIENT, PUSH, CATEGORIES),
            List.of("/notifications"));

    public static final ServiceKind PRESENCE = new ServiceKind(
            "presence-service",
            "PRESENCE",
            "presence-service",
            1,
            8_093,
            128,
            Set.of(DATABASE, REDIS, OIDC),
            List.of("/presence"));

    public static final ServiceKind FEED = new ServiceKind(
            "feed-service",
            "FEED",
            "feed-service",
            1,
            8_094,
            128,
            Set.of(DATABASE, OIDC, HISTORY_CLIENT),
            List.of("/feeds", "/timeline"));

    public static final ServiceKind DOCUMENT = new ServiceKind(
            "document-service",
            "DOCUMENT",
            "document-service",
            5,
            8_095,
            256,
            Set.of(DATABASE, REDIS, OIDC, DOCUMENTS),
            List.of("/documents"));

    public static final List<ServiceKind> ALL =
            List.of(DELIVERY_STORE, GATEWAY, NOTIFICATION, PRESENCE, FEED, DOCUMENT);

    public ServiceKind {
        needs = Set.copyOf(needs);
        paths = List.copyOf(paths);
    }

    /** @param number counts the service's processes from 1 */
    String processName(int number) {
        return maxProcesses > 1 ? processName + "-" + number : processName;
    }

    /** Whether the edge sends a request for this path here: one of the service's paths, or something below it. */
    public boolean serves(String path) {
        return paths.stream()
                .anyMatch(prefix -> path.startsWith(prefix)
                        && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/'));
    }
}
