package io.heliograph.cli.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a platform consists of, before anything of it runs.
 *
 * @param edgePort where the proxy listens that plays the ingress
 */
public record PlatformPlan(PortPlan ports, Replicas replicas, int edgePort) {
    private static final int MAX_PORT = 65_535;

    public PlatformPlan {
        if (edgePort < 1 || edgePort > MAX_PORT) {
            throw new IllegalArgumentException("a port is a number from 1 to %d, not %d".formatted(MAX_PORT, edgePort));
        }
        if (BadPorts.contains(edgePort)) {
            throw new IllegalArgumentException(
                    ("clients would connect to port %d, which browsers refuse because another protocol"
                                    + " lives there (https://fetch.spec.whatwg.org/#port-blocking): take another --port-shift or --port")
                            .formatted(edgePort));
        }
        portOwners(ports, replicas, edgePort); // fails if two parts need the same port
    }

    /** The URL that browsers and commands use. */
    public String url() {
        return "http://localhost:" + edgePort;
    }

    /** In the order of the table of services. */
    public List<ServiceInstance> services() {
        return services(ports, replicas).toList();
    }

    public List<ServiceInstance> services(ServiceKind kind) {
        return services(ports, replicas)
                .filter(service -> service.kind().equals(kind))
                .toList();
    }

    /** The process that calls itself so: services add a suffix of their own for each start. Empty if none of the plan does. */
    public Optional<ServiceInstance> ofPod(String pod) {
        return services(ports, replicas)
                .filter(service -> pod.equals(service.name()) || pod.startsWith(service.name() + "-"))
                .findFirst();
    }

    /** Every port that the platform needs, and who needs it. */
    public Map<Integer, String> portOwners() {
        return portOwners(ports, replicas, edgePort);
    }

    private static Stream<ServiceInstance> services(PortPlan ports, Replicas replicas) {
        return ServiceKind.ALL.stream()
                .flatMap(kind -> IntStream.rangeClosed(1, replicas.of(kind))
                        .mapToObj(number -> ServiceInstance.of(kind, number, ports)));
    }

    private static Map<Integer, String> portOwners(PortPlan ports, Replicas replicas, int edgePort) {
        Map<Integer, String> owners = new LinkedHashMap<>();
        Stream.concat(
                        Stream.of(
                                Map.entry(edgePort, "the proxy"),
                                Map.entry(ports.kafka(), "Kafka"),
                                Map.entry(ports.kafkaController(), "Kafka's controller"),
                                Map.entry(ports.postgres(), "PostgreSQL"),
                                Map.entry(ports.redis(), "Redis"),
                                Map.entry(ports.issuer(), "the token issuer")),
                        services(ports, replicas)
                                .flatMap(service -> Stream.of(
                                        Map.entry(service.httpPort(), service.name()),
                                        Map.entry(service.managementPort(), service.name() + "'s management"))))
                .forEach(need -> owners.merge(need.getKey(), need.getValue(), (first, second) -> {
                    throw new IllegalArgumentException(
                            "port %d is needed by both %s and %s".formatted(need.getKey(), first, second));
                }));
        return owners;
    }
}
