package io.heliograph.gateway.history;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.store.CatchUpRequest.From;
import io.heliograph.contracts.store.HistoryPage;
import io.heliograph.contracts.store.HistoryRequest;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * What delivery-store knows of channels. Questions of many connections travel together. Safe for concurrent use; may complete on any thread. A stage fails with
 * {@link HistoryUnavailableException} when the store cannot be asked at present; asking again is the caller's decision.
 */
public interface History {

    /** @param limit the most offsets to account for, 0 to {@link io.heliograph.contracts.store.StorePath#MAX_ENTRIES} */
    CompletionStage<CatchUp> catchUp(ChannelName channel, From from, int limit);

    /** The last publications up to a place. */
    CompletionStage<HistoryPage> page(HistoryRequest request);

    /** The heads of channels; those without a row are left out. */
    CompletionStage<Map<ChannelName, Position>> heads(Collection<ChannelName> channels);
}
