package io.heliograph.cli.platform.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;

/**
 * What services ask an OpenID Connect issuer for: the discovery document and the keys. It signs for whoever holds it, and
 * hands out no tokens over HTTP.
 */
public final class IssuerServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TokenSigner signer;
    private final SigningKey key;
    private final HttpServer server;

    private IssuerServer(TokenSigner signer, SigningKey key, HttpServer server) {
        this.signer = signer;
        this.key = key;
        this.server = server;
    }

    /** Listens on the loopback interface. Blocks until it does; not to be called on an event loop. */
    public static IssuerServer start(Vertx vertx, SigningKey key, int port) {
        TokenSigner signer = new TokenSigner(key, "http://127.0.0.1:" + port);
        IssuerServer issuer = new IssuerServer(signer, key, vertx.createHttpServer());
        issuer.server
                .requestHandler(issuer::answer)
                .listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return issuer;
    }

    public String url() {
        return signer.issuer();
    }

    public TokenSigner signer() {
        return signer;
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    private void answer(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.GET)) {
            request.response().setStatusCode(405).putHeader("allow", "GET").end();
            return;
        }
        switch (request.path()) {
            case "/.well-known/openid-configuration" -> json(request, discovery());
            case "/jwks" -> json(request, key.published());
            default -> request.response().setStatusCode(404).end();
        }
    }

    private String discovery() {
        try {
            return JSON.writeValueAsString(Map.of(
                    "issuer", url(),
                    "jwks_uri", url() + "/jwks",
                    "response_types_supported", List.of(),
                    "subject_types_supported", List.of("public"),
                    "id_token_signing_alg_values_supported", List.of("RS256")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is JSON", e);
        }
    }

    private static void json(HttpServerRequest request, String body) {
        request.response().putHeader("content-type", "application/json").end(body);
    }
}
