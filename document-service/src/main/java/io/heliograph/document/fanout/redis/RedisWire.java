package io.heliograph.document.fanout.redis;

import io.heliograph.document.fanout.Wire;
import io.heliograph.document.fanout.WireMessage;
import io.heliograph.document.name.DocumentName;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One channel of Redis for each open document, on one connection for all of them and another one to publish on. When either ends both are opened anew, and every document is listened
 * for again. Its state is confined to one context of Vert.x.
 */
public final class RedisWire implements Wire, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RedisWire.class);
    private static final String PREFIX = "document:";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final long RETRY_MILLIS = 500;
    private static final int CONNECTIONS = 2;
    private static final int MAX_UNANSWERED = 8 * 1024;

    private final Vertx vertx;
    private final Context context;
    private final Set<DocumentName> documents = new HashSet<>();
    private @Nullable RedisOptions options;
    private @Nullable Listener listener;
    private @Nullable Link link;
    private boolean closed;
    private volatile boolean up;

    /** Whom to tell what comes. Called on an event loop: must not block. */
    public interface Listener {
        void hear(DocumentName document, WireMessage message);

        void listening(DocumentName document);
    }

    private record Link(Redis client, RedisConnection messages, RedisConnection commands) {}

    public RedisWire(Vertx vertx) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
    }

    /** Connects, and connects again whenever the connection ends. */
    public void start(RedisOptions configured, Listener to) {
        context.runOnContext(_ -> {
            options = new RedisOptions(configured)
                    .setMaxPoolSize(CONNECTIONS)
                    .setMaxPoolWaiting(CONNECTIONS)
                    .setMaxWaitingHandlers(MAX_UNANSWERED);
            listener = to;
            connect();
        });
    }

    @Override
    public void listen(DocumentName document) {
        context.runOnContext(_ -> {
            documents.add(document);
            subscribe(Command.SUBSCRIBE, document);
        });
    }

    @Override
    public void forget(DocumentName document) {
        context.runOnContext(_ -> {
            documents.remove(document);
            subscribe(Command.UNSUBSCRIBE, document);
        });
    }

    @Override
    public void tell(DocumentName document, WireMessage message) {
        context.runOnContext(_ -> {
            Link current = link;
            if (current != null) {
                current.commands
                        .send(Request.cmd(Command.PUBLISH)
                                .arg(channel(document))
                                .arg(message.encode()))
                        .timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                        .onFailure(_ -> end(current));
            }
        });
    }

    @Override
    public boolean isUp() {
        return up;
    }

    @Override
    public void close() {
        context.runOnContext(_ -> {
            closed = true;
            end();
        });
    }

    private void connect() {
        if (closed || options == null) {
            return;
        }
        Redis client = Redis.createClient(vertx, options);
        client.connect()
                .compose(messages -> client.connect().map(commands -> new Link(client, messages, commands)))
                .timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(this::open)
                .onFailure(_ -> {
                    client.close();
                    vertx.setTimer(RETRY_MILLIS, _ -> context.runOnContext(_ -> connect()));
                });
    }

    private void open(Link opened) {
        link = opened;
        up = true;
        opened.messages.handler(this::onPush).endHandler(_ -> end(opened)).exceptionHandler(_ -> end(opened));
        opened.commands.endHandler(_ -> end(opened)).exceptionHandler(_ -> end(opened));
        LOG.infof("redis.connected documents=%d", documents.size());
        documents.forEach(document -> subscribe(Command.SUBSCRIBE, document));
    }

    /** What fails late on a connection that was given up says nothing of the next one. */
    private void end(Link ended) {
        if (ended.equals(link)) {
            end();
        }
    }

    private void end() {
        Link ended = link;
        if (ended != null) {
            link = null;
            up = false;
            ended.client.close();
            LOG.warn("redis.disconnected");
            vertx.setTimer(RETRY_MILLIS, _ -> context.runOnContext(_ -> connect()));
        }
    }

    private void subscribe(Command command, DocumentName document) {
        Link current = link;
        if (current != null) {
            current.messages.send(Request.cmd(command).arg(channel(document))).onFailure(_ -> end(current));
        }
    }

    private void onPush(Response push) {
        Listener to = listener;
        if (to == null || push.size() < 2) {
            return;
        }
        String channel = push.get(1).toString(StandardCharsets.UTF_8);
        if (!channel.startsWith(PREFIX)) {
            return;
        }
        DocumentName document = new DocumentName(channel.substring(PREFIX.length()));
        switch (push.get(0).toString()) {
            case "message" ->
                WireMessage.decode(push.get(2).toBytes()).ifPresent(message -> to.hear(document, message));
            case "subscribe" -> to.listening(document);
            default -> {}
        }
    }

    private static String channel(DocumentName document) {
        return PREFIX + document.value();
    }
}
