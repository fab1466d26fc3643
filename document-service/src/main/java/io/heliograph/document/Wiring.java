package io.heliograph.document;

import io.heliograph.document.access.Revocations;
import io.heliograph.document.access.TokenCodec;
import io.heliograph.document.access.postgres.PostgresRevocations;
import io.heliograph.document.catalog.Catalog;
import io.heliograph.document.catalog.postgres.PostgresCatalog;
import io.heliograph.document.compaction.Compaction;
import io.heliograph.document.compaction.CompactionPolicy;
import io.heliograph.document.compaction.GrownDocuments;
import io.heliograph.document.compaction.HistoryErasure;
import io.heliograph.document.compaction.micrometer.CountedCompactions;
import io.heliograph.document.compaction.postgres.PostgresCompaction;
import io.heliograph.document.compaction.postgres.PostgresHistory;
import io.heliograph.document.compaction.postgres.PostgresHistoryErasure;
import io.heliograph.document.editing.DocumentBounds;
import io.heliograph.document.editing.DocumentStates;
import io.heliograph.document.editing.Limits;
import io.heliograph.document.editing.RoomMetrics;
import io.heliograph.document.editing.Rooms;
import io.heliograph.document.editing.UpdateEngine;
import io.heliograph.document.editing.micrometer.CountedRooms;
import io.heliograph.document.fanout.redis.RedisWire;
import io.heliograph.document.issuing.TokenIssuer;
import io.heliograph.document.log.DocumentLog;
import io.heliograph.document.log.postgres.Database;
import io.heliograph.document.log.postgres.PostgresDocumentLog;
import io.heliograph.document.membership.Members;
import io.heliograph.document.version.Versions;
import io.heliograph.document.version.postgres.PostgresVersions;
import io.heliograph.document.yjs.YjsEngine;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.InstantSource;
import java.util.UUID;
import javax.sql.DataSource;

/** Builds the parts from the configuration, starts them and ends them. */
final class Wiring {
    private static final int SUFFIX = 8;

    /** The cache has one part of the heap of these. */
    private static final int HEAP_SHARE = 4;

    @Produces
    @Singleton
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Database database(DataSource source) {
        return new Database(source);
    }

    @Produces
    @Singleton
    DocumentLog log(Database database) {
        return new PostgresDocumentLog(database);
    }

    @Produces
    @Singleton
    Revocations revocations(Database database) {
        return new PostgresRevocations(database);
    }

    @Produces
    @Singleton
    Catalog catalog(Database database) {
        return new PostgresCatalog(database);
    }

    @Produces
    @Singleton
    Versions versions(Database database) {
        return new PostgresVersions(database);
    }

    @Produces
    @Singleton
    UpdateEngine engine() {
        return new YjsEngine();
    }

    @Produces
    @Singleton
    TokenCodec tokens(DocumentConfig config) {
        return new TokenCodec(config.token().key().getBytes(StandardCharsets.UTF_8));
    }

    @Produces
    @Singleton
    TokenIssuer issuer(DocumentConfig config) {
        return new TokenIssuer(config.token().ttl());
    }

    @Produces
    @Singleton
    RedisWire wire(Vertx vertx) {
        return new RedisWire(vertx);
    }

    void close(@Disposes RedisWire wire) {
        wire.close();
    }

    @Produces
    @Singleton
    RoomMetrics metrics(MeterRegistry registry) {
        return new CountedRooms(registry);
    }

    @Produces
    @Singleton
    DocumentStates states(DocumentLog log, UpdateEngine engine, RoomMetrics metrics, DocumentConfig config) {
        long maxBytes =
                Math.min(config.cache().asLongValue(), Runtime.getRuntime().maxMemory() / HEAP_SHARE);
        return new DocumentStates(log, engine, metrics, maxBytes);
    }

    @Produces
    @Singleton
    GrownDocuments grown(DocumentConfig config) {
        DocumentConfig.Compaction compaction = config.compaction();
        return new GrownDocuments(
                CompactionPolicy.of(compaction.rows(), compaction.size().asLongValue(), compaction.idle()),
                System::nanoTime);
    }

    @Produces
    @Singleton
    PostgresHistory history(UpdateEngine engine, DocumentConfig config) {
        return new PostgresHistory(engine, config.history().retention());
    }

    @Produces
    @Singleton
    HistoryErasure erasure(Database database, UpdateEngine engine, PostgresHistory history) {
        return new PostgresHistoryErasure(database, engine, new Compaction(engine), history);
    }

    @Produces
    @Singleton
    PostgresCompaction compaction(
            Database database,
            UpdateEngine engine,
            PostgresHistory history,
            DocumentConfig config,
            MeterRegistry registry) {
        return new PostgresCompaction(
                database,
                new Compaction(engine),
                config.compaction().retention(),
                history,
                new CountedCompactions(registry),
                System::nanoTime);
    }

    @Produces
    @Singleton
    Rooms rooms(
            DocumentConfig config,
            DocumentLog log,
            Revocations revocations,
            DocumentStates states,
            UpdateEngine engine,
            RedisWire wire,
            GrownDocuments grown,
            RoomMetrics metrics,
            Members members,
            Vertx vertx) {
        String pod = config.podName() + "-" + UUID.randomUUID().toString().substring(0, SUFFIX);
        return new Rooms(
                pod,
                log,
                revocations,
                states,
                engine,
                wire,
                grown,
                metrics,
                members,
                new Limits(
                        config.limits().documents(),
                        config.limits().connectionsOfUser(),
                        config.limits().writers(),
                        config.limits().viewers(),
                        new DocumentBounds(
                                config.limits().largeSize().asLongValue(),
                                config.limits().size().asLongValue(),
                                config.limits().structs(),
                                config.limits().clients(),
                                config.limits().depth())),
                task -> Thread.ofVirtual().name("document").start(task),
                System::nanoTime,
                (delay, action) -> vertx.setTimer(delay.toMillis(), _ -> action.run()));
    }
}
