package io.heliograph.document.connection.websocket;

import io.heliograph.document.access.TokenCodec;
import io.heliograph.document.access.postgres.PostgresRevocations;
import io.heliograph.document.compaction.Compaction;
import io.heliograph.document.compaction.CompactionPolicy;
import io.heliograph.document.compaction.GrownDocuments;
import io.heliograph.document.compaction.micrometer.CountedCompactions;
import io.heliograph.document.compaction.postgres.PostgresCompaction;
import io.heliograph.document.compaction.postgres.PostgresHistory;
import io.heliograph.document.editing.CloseCode;
import io.heliograph.document.editing.DocumentBounds;
import io.heliograph.document.editing.DocumentStates;
import io.heliograph.document.editing.Limits;
import io.heliograph.document.editing.PresentEditors;
import io.heliograph.document.editing.Rooms;
import io.heliograph.document.editing.micrometer.CountedRooms;
import io.heliograph.document.fanout.WireMessage;
import io.heliograph.document.fanout.redis.RedisWire;
import io.heliograph.document.log.DocumentLog;
import io.heliograph.document.log.LogUnavailableException;
import io.heliograph.document.log.postgres.Database;
import io.heliograph.document.log.postgres.PostgresDocumentLog;
import io.heliograph.document.name.DocumentName;
import io.heliograph.document.yjs.YjsEngine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** A process of the service as far as editors see it, without the container, so that a test can have several. */
final class Pod implements AutoCloseable {
    private static final int MAX_FRAME = 8_454_144;
    private static final Duration COMPARE = Duration.ofMillis(500);

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RedisWire wire = new RedisWire(vertx);
    private final HttpServer server;
    private final Rooms rooms;

    Pod(String name, Database database, String redis, TokenCodec tokens) {
        DocumentLog log = new PostgresDocumentLog(database);
        YjsEngine engine = new YjsEngine();
        CountedRooms metrics = new CountedRooms(registry);
        GrownDocuments grown =
                new GrownDocuments(CompactionPolicy.of(50, 64 * 1024, Duration.ofSeconds(60)), System::nanoTime);
        PostgresCompaction compaction = new PostgresCompaction(
                database,
                new Compaction(engine),
                Duration.ofDays(7),
                new PostgresHistory(engine, Optional.of(Duration.ofDays(30))),
                new CountedCompactions(registry),
                System::nanoTime);
        rooms = new Rooms(
                name,
                log,
                new PostgresRevocations(database),
                new DocumentStates(log, engine, metrics, 1024 * 1024),
                engine,
                wire,
                grown,
                metrics,
                new PresentEditors(),
                new Limits(10, 100, 100, 100, new DocumentBounds(10_000_000, 50_000_000, 2_000_000, 20_000, 500)),
                task -> Thread.ofVirtual().start(task),
                System::nanoTime,
                (delay, action) -> vertx.setTimer(delay.toMillis(), _ -> action.run()));
        wire.start(new RedisOptions().addConnectionString(redis), new RedisWire.Listener() {
            @Override
            public void hear(DocumentName document, WireMessage message) {
                rooms.hear(document, message);
            }

            @Override
            public void listening(DocumentName document) {
                rooms.listening(document);
            }
        });
        vertx.setPeriodic(
                COMPARE.toMillis(),
                _ -> Thread.ofVirtual().start(() -> {
                    rooms.compare();
                    rooms.tick();
                    compact(grown, compaction);
                }));
        OpenEditors open = new OpenEditors(registry);
        SyncRoute route = new SyncRoute(vertx, rooms, tokens, InstantSource.system(), open);
        HttpServerOptions options =
                new HttpServerOptions().setMaxWebSocketFrameSize(MAX_FRAME).setMaxWebSocketMessageSize(MAX_FRAME);
        route.customizeHttpServer(options);
        Router router = Router.router(vertx);
        route.register(router);
        new HocuspocusRoute(vertx, rooms, tokens, InstantSource.system(), open).register(router);
        server = vertx.createHttpServer(options)
                .requestHandler(router)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static void compact(GrownDocuments grown, PostgresCompaction compaction) {
        try {
            grown.takeDue().forEach(compaction::compact);
        } catch (LogUnavailableException _) {
            // They are compacted when they have grown again.
        }
    }

    String url() {
        return "ws://127.0.0.1:" + server.actualPort();
    }

    Rooms rooms() {
        return rooms;
    }

    /** Updates that were accepted so far. */
    double accepted() {
        return registry.counter("heliograph.document.updates", "verdict", "accepted")
                .count();
    }

    /** Snapshots that were stored so far. */
    long compacted() {
        return registry.timer("heliograph.document.compaction").count();
    }

    /** Connections that ended so far with this code. */
    double closed(CloseCode code) {
        return registry.counter("heliograph.document.closes", "code", Integer.toString(code.number()))
                .count();
    }

    /** Whether Redis is there, as far as this process knows. */
    boolean reachesOthers() {
        return wire.isUp();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
