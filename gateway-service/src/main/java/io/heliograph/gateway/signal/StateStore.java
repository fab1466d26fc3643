package io.heliograph.gateway.signal;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.wire.PodMessage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The latest values of channels ({@code latest:<channel>}). Safe for concurrent use; completes on any thread, exceptionally when Redis cannot be asked at present. */
public interface StateStore {

    /** All keys of a channel, the removed ones too. */
    CompletionStage<List<PodMessage.State>> read(ChannelName channel);

    /** The highest versions of channels; those without a state are left out. */
    CompletionStage<Map<ChannelName, Version>> highest(Collection<ChannelName> channels);
}
