package io.heliograph.cli.platform.proxy;

import io.vertx.core.http.HttpServerRequest;

/** Paths that the launcher answers itself. Called on an event loop; must not block it. */
public interface LocalPages {
    boolean serve(String path);

    /** Answers a request for one of its paths. */
    void handle(HttpServerRequest request);
}
