package io.heliograph.gateway.history.http;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ProblemDetails;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.store.CatchUpRequest.From;
import io.heliograph.contracts.store.StorePath;
import io.heliograph.gateway.authentication.ChannelAccess;
import io.heliograph.gateway.authentication.Principal;
import io.heliograph.gateway.authentication.http.BearerAuthentication;
import io.heliograph.gateway.history.History;
import io.heliograph.gateway.history.HistoryUnavailableException;
import io.heliograph.gateway.history.PublicationPage;
import io.heliograph.gateway.problem.http.ProblemResponse;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code GET /channels/{channel}/publications?after=POSITION&limit=100}, docs/protocol.md §8. */
@Singleton
final class PublicationsRoute {
    private static final int DEFAULT_LIMIT = 100;

    private final BearerAuthentication authentication;
    private final ChannelAccess access;
    private final History history;
    private final InstantSource clock;

    PublicationsRoute(BearerAuthentication authentication, ChannelAccess access, History history, InstantSource clock) {
        this.authentication = authentication;
        this.access = access;
        this.history = history;
        this.clock = clock;
    }

    void register(@Observes Router router) {
        router.get("/channels/:channel/publications")
                .handler(context -> authentication.require(context, principal -> answer(context, principal)));
    }

    private void answer(RoutingContext context, Principal principal) {
        String name = context.pathParam("channel");
        if (!ChannelName.isValid(name)) {
            refuse(context, ProblemCode.INVALID_CHANNEL, "a channel is kind:id, percent-encoded in the path");
            return;
        }
        var channel = new ChannelName(name);
        if (!access.maySubscribe(principal, channel)) {
            refuse(context, ProblemCode.FORBIDDEN, "the token grants no reading of this channel");
            return;
        }
        Optional<Position> after = after(context.request());
        if (after.isEmpty()) {
            refuse(context, ProblemCode.INVALID_POSITION, "after must be 0 or <epoch>.<offset>");
            return;
        }
        OptionalInt limit = limit(context.request());
        if (limit.isEmpty()) {
            refuse(context, ProblemCode.MALFORMED, "limit must be 1 to " + StorePath.MAX_ENTRIES);
            return;
        }
        var from = new From.AtPosition(after.get().toString());
        Future.fromCompletionStage(
                        history.catchUp(channel, from, limit.getAsInt()),
                        context.vertx().getOrCreateContext())
                .onComplete(catchUp -> {
                    if (catchUp.succeeded()) {
                        page(context, catchUp.result());
                    } else {
                        failed(context, catchUp.cause());
                    }
                });
    }

    private void page(RoutingContext context, CatchUp catchUp) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(Buffer.buffer(PublicationPage.encode(catchUp, clock.instant())));
    }

    private static void failed(RoutingContext context, Throwable failure) {
        if (failure instanceof HistoryUnavailableException) {
            refuse(context, ProblemCode.UNAVAILABLE, "history cannot be read at present: try again");
            return;
        }
        ProblemResponse.defect(context.response(), failure);
    }

    private static void refuse(RoutingContext context, ProblemCode code, String detail) {
        ProblemResponse.end(context.response(), ProblemDetails.of(code, detail));
    }

    /** Empty when it is there and no position; the beginning when it is not there. */
    private static Optional<Position> after(HttpServerRequest request) {
        String text = request.getParam("after");
        try {
            return Optional.of(text == null ? Position.BEGINNING : Position.parse(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Empty when it is there and not within its bounds. */
    private static OptionalInt limit(HttpServerRequest request) {
        String text = request.getParam("limit");
        try {
            int limit = text == null ? DEFAULT_LIMIT : Integer.parseInt(text);
            return limit < 1 || limit > StorePath.MAX_ENTRIES ? OptionalInt.empty() : OptionalInt.of(limit);
        } catch (NumberFormatException _) {
            return OptionalInt.empty();
        }
    }
}
