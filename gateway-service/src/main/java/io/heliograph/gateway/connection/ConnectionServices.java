package io.heliograph.gateway.connection;

import io.heliograph.gateway.authentication.Authenticator;
import io.heliograph.gateway.authentication.ChannelAccess;
import io.heliograph.gateway.lifecycle.Acknowledgements;
import io.heliograph.gateway.metrics.ConnectionMetrics;
import io.heliograph.gateway.metrics.DeliveryMetrics;
import io.heliograph.gateway.outbound.FrameEncoder;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What all connections of this pod work with.
 *
 * @param nanoClock monotonic nanoseconds
 */
public record ConnectionServices(
        ConnectionSettings settings,
        Authenticator authenticator,
        ChannelAccess access,
        ClientPublishing publishing,
        Acknowledgements acknowledgements,
        LocalConnections connections,
        FrameEncoder encoder,
        ConnectionMetrics connectionMetrics,
        DeliveryMetrics deliveryMetrics,
        InstantSource clock,
        LongSupplier nanoClock) {}
