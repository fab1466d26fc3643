package io.heliograph.delivery.catchup;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import org.jspecify.annotations.Nullable;

/**
 * Asks for what is at and before a place.
 *
 * @param before null for the head; a place that the channel does not have is answered from the head, too
 * @param limit the most offsets to account for
 */
public record HistoryQuestion(ChannelName channel, @Nullable Position before, int limit) {}
