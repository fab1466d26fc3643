package io.heliograph.delivery.acknowledgement;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;

/** A device applied everything up to a position of a channel. */
public record Acknowledgement(String user, String device, ChannelName channel, Position position) {}
