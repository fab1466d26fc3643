package io.heliograph.gateway.lifecycle;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import java.util.Map;

/** Sends acknowledgements to {@code heliograph.acknowledgements}. Never blocks; conflates per device and channel while Kafka is slow. Safe for concurrent use. */
public interface Acknowledgements {
    void acknowledged(String user, String device, Map<ChannelName, Position> positions);
}
