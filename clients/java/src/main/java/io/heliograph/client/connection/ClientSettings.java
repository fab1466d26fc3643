package io.heliograph.client.connection;

import io.heliograph.client.subscription.AcknowledgeMode;
import io.heliograph.contracts.protocol.ProtocolLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What stays the same over a client's life.
 *
 * @param device the installation that acknowledges; without one nothing is acknowledged
 * @param client name and version, for the server's statistics
 * @param connectTimeout from the request for a token to {@code welcome}
 */
public record ClientSettings(
        @Nullable String device,
        String client,
        Duration connectTimeout,
        Backoff backoff,
        AcknowledgeMode acknowledgeMode) {
    public ClientSettings {
        if (device != null && !isDevice(device)) {
            throw new IllegalArgumentException("device must have 1 to " + ProtocolLimits.MAX_DEVICE_LENGTH
                    + " printable ASCII characters, has " + device.length());
        }
        if (!connectTimeout.isPositive()) {
            throw new IllegalArgumentException("connectTimeout must be positive, is " + connectTimeout);
        }
        if (device == null) {
            acknowledgeMode = AcknowledgeMode.NEVER;
        }
    }

    private static boolean isDevice(String device) {
        return !device.isEmpty()
                && device.length() <= ProtocolLimits.MAX_DEVICE_LENGTH
                && device.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}
