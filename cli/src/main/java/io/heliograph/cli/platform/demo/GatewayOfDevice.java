package io.heliograph.cli.platform.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** On which gateway the devices of the page are, as their connection events tell. Remembers the newest. Safe for concurrent use. */
public final class GatewayOfDevice {
    private static final int MAX_DEVICES = 500;

    private final Map<String, String> gateways = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MAX_DEVICES;
        }
    };

    /** A connection of the device was opened on the gateway. */
    public synchronized void opened(String device, String gateway) {
        gateways.remove(device); // so that it counts as the newest
        gateways.put(device, gateway);
    }

    synchronized Optional<String> of(String device) {
        return Optional.ofNullable(gateways.get(device));
    }
}
