package io.heliograph.cli.platform.proxy;

import io.vertx.core.http.HttpServerRequest;

/** A launcher whose only page is {@code /demo/hello}. */
final class HelloPage implements LocalPages {
    @Override
    public boolean serve(String path) {
        return path.equals("/demo/hello");
    }

    @Override
    public void handle(HttpServerRequest request) {
        request.response().end("hello");
    }
}
