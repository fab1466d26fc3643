package io.heliograph.presence.store.postgres;

import io.vertx.mutiny.sqlclient.Tuple;

/** One change of a batch. */
public record Statement(String sql, Tuple arguments) {}
