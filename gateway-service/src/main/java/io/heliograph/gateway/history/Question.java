package io.heliograph.gateway.history;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.store.CatchUpRequest.From;
import java.util.concurrent.CompletableFuture;

/** What one subscription asks, and where the answer goes. */
public record Question(ChannelName channel, From from, int limit, CompletableFuture<CatchUp> answer) {}
