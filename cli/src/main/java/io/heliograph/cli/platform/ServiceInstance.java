package io.heliograph.cli.platform;

/**
 * One process of a service.
 *
 * @param name what people call it, and its pod name: {@code gateway-1}
 */
public record ServiceInstance(ServiceKind kind, String name, int httpPort, int managementPort) {
    /** @param number counts instances of the service from 1 */
    static ServiceInstance of(ServiceKind kind, int number, PortPlan ports) {
        return new ServiceInstance(
                kind, kind.processName(number), ports.http(kind, number), ports.management(kind, number));
    }

    public String http() {
        return "http://127.0.0.1:" + httpPort;
    }

    public String management() {
        return "http://127.0.0.1:" + managementPort;
    }
}
