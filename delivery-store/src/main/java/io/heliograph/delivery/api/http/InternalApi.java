package io.heliograph.delivery.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ProblemDetails;
import io.heliograph.delivery.api.Credential;
import io.heliograph.delivery.api.ProblemException;
import io.heliograph.delivery.dependency.DependencyException;
import io.heliograph.delivery.dependency.DependencyStates;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Routes of the internal interface: credential first, then a bounded body, then the endpoint on a virtual thread, where it may block. Failures become problems (RFC 9457). */
public final class InternalApi {
    private static final Logger LOG = Logger.getLogger(InternalApi.class);
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{(\\w+)}");

    private final Router router;
    private final Credential credential;
    private final Executor threads;
    private final DependencyStates dependencies;
    private final BodyHandler bodies;

    /** Answers a request on a thread that may block. */
    @FunctionalInterface
    public interface Endpoint {
        Reply answer(RoutingContext context);
    }

    public record Reply(String mediaType, Buffer body) {
        public static Reply json(Object value) {
            return new Reply("application/json", Buffer.buffer(bytes(value)));
        }
    }

    public InternalApi(
            Router router, Credential credential, long maxBodyBytes, Executor threads, DependencyStates dependencies) {
        this.router = router;
        this.credential = credential;
        this.threads = threads;
        this.dependencies = dependencies;
        this.bodies = BodyHandler.create(false).setBodyLimit(maxBodyBytes);
        router.route().order(-1_000).handler(this::authenticate).failureHandler(InternalApi::fail);
        router.route()
                .order(Integer.MAX_VALUE)
                .handler(context -> refuse(context, ProblemCode.NOT_FOUND, "no such path or method"));
    }

    /** @param path a constant of {@link io.heliograph.contracts.store.StorePath}; {@code {name}} is a parameter */
    public void route(HttpMethod method, String path, Endpoint endpoint) {
        router.route(method, PATH_PARAMETER.matcher(path).replaceAll(":$1"))
                .handler(bodies)
                .handler(context -> threads.execute(() -> answer(context, endpoint)))
                .failureHandler(InternalApi::fail);
    }

    /** The request's body; without one, no bytes. */
    public static byte[] body(RoutingContext context) {
        Buffer body = context.body().buffer();
        return body == null ? new byte[0] : body.getBytes();
    }

    private void authenticate(RoutingContext context) {
        if (credential.isPresentedBy(context.request().getHeader(HttpHeaders.AUTHORIZATION))) {
            context.next();
            return;
        }
        refuse(context, ProblemCode.UNAUTHENTICATED, "send Authorization: Bearer with the store's credential");
    }

    private void answer(RoutingContext context, Endpoint endpoint) {
        try {
            Reply reply = endpoint.answer(context);
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, reply.mediaType())
                    .end(reply.body());
        } catch (ProblemException e) {
            refuse(context, e.problem());
        } catch (DependencyException e) {
            dependencies.failed(e);
            refuse(context, ProblemCode.UNAVAILABLE, e.dependency().label() + " is away or slow");
        } catch (RuntimeException e) {
            defect(context, e);
        }
    }

    private static void fail(RoutingContext context) {
        Throwable failure = context.failure();
        int status = failure instanceof HttpException http ? http.getStatusCode() : context.statusCode();
        switch (status) {
            case 413 -> refuse(context, ProblemCode.TOO_LARGE, "the body is beyond its bound");
            case 400 -> refuse(context, ProblemCode.MALFORMED, "the request is not usable");
            default -> defect(context, failure);
        }
    }

    private static void defect(RoutingContext context, @Nullable Throwable failure) {
        LOG.errorf(failure, "request.failed path=%s", context.normalizedPath());
        refuse(context, ProblemCode.INTERNAL_ERROR, "see the store's log");
    }

    private static void refuse(RoutingContext context, ProblemCode code, String detail) {
        refuse(context, ProblemDetails.of(code, detail));
    }

    private static void refuse(RoutingContext context, ProblemDetails problem) {
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE)
                .end(problem.toJson());
    }

    private static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer must be writable as JSON", e);
        }
    }
}
