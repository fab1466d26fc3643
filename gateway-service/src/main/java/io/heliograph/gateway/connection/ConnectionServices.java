package io.heliograph.gateway.connection;

import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.gateway.authentication.Authenticator;
import io.heliograph.gateway.authentication.ChannelAccess;
import io.heliograph.gateway.lifecycle.Acknowledgements;
import io.heliograph.gateway.membership.Memberships;
import io.heliograph.gateway.metrics.ConnectionMetrics;
import io.heliograph.gateway.metrics.DeliveryMetrics;
import io.heliograph.gateway.metrics.SignalMetrics;
import io.heliograph.gateway.outbound.FrameEncoder;
import io.heliograph.gateway.signal.PodWire;
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
        ChannelKinds kinds,
        ClientPublishing publishing,
        ClientHistory history,
        Memberships memberships,
        PodWire pods,
        Acknowledgements acknowledgements,
        LocalConnections connections,
        FrameEncoder encoder,
        ConnectionMetrics connectionMetrics,
        DeliveryMetrics deliveryMetrics,
        SignalMetrics signalMetrics,
        InstantSource clock,
        LongSupplier nanoClock) {}
