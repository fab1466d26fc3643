package io.heliograph.document;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The settings of the service. Those of Kafka, Redis, PostgreSQL and the token issuer are Quarkus' own. */
@ConfigMapping(prefix = "document")
public interface DocumentConfig {
    /** The name of this process for the others. A suffix is added at each start. */
    @WithDefault("document-service")
    String podName();

    /** The file of channel kinds, which all services must be given alike; the defaults without one. */
    Optional<Path> kindsFile();

    /** Heap for what documents add up to, kept for those who join. Never more than a quarter of the heap. */
    @WithDefault("256M")
    MemorySize cache();

    Token token();

    Fanout fanout();

    Compaction compaction();

    History history();

    Limits limits();

    Announcing announcing();

    /** Tokens for one document. */
    interface Token {
        /** Signs and checks them (HS256): at least 32 bytes, the same for all processes and for back ends that sign tokens themselves. A secret. */
        String key();

        /** How long a token lasts that this service issues: at most a day. Its connections end with it. */
        @WithDefault("5m")
        Duration ttl();
    }

    /** Telling other systems, on Kafka, that a document changed. */
    interface Announcing {
        /** How long after the last edit. */
        @WithDefault("5s")
        Duration quiet();

        /** How long after the first one that was not told of, while edits go on. */
        @WithDefault("30s")
        Duration atMost();

        /** How long an acknowledgement may take; then it is told again. */
        @WithDefault("10s")
        Duration timeout();
    }

    /** Telling the other processes. */
    interface Fanout {
        /** How often open documents are compared with the log, which finds what Redis lost. */
        @WithDefault("5s")
        Duration compareInterval();

        /** The same while Redis is away. */
        @WithDefault("250ms")
        Duration pollInterval();
    }

    /** Replacing the updates of a document by what they add up to. */
    interface Compaction {
        /** After so many updates behind the newest snapshot. */
        @WithDefault("200")
        int rows();

        /** After so many bytes of them. */
        @WithDefault("256K")
        MemorySize size();

        /** Or when nothing was appended for so long, and there are at least 10. */
        @WithDefault("60s")
        Duration idle();

        /** How long updates are kept that a snapshot has: to repair a document, should a snapshot turn out to be wrong. */
        @WithDefault("7d")
        Duration retention();
    }

    /** The content of what was deleted in documents, which versions show. */
    interface History {
        /** How long it is kept: a day at least. Everything is, if this is not set. What a version shows is kept as long as the version. */
        Optional<Duration> retention();
    }

    /** What one process bears. Whoever is too much is closed with 1013, and comes back, perhaps to another process. */
    interface Limits {
        /** Documents that are open. */
        @WithDefault("10000")
        int documents();

        /** Connections of one user, to all documents. */
        @WithDefault("100")
        int connectionsOfUser();

        /** Connections to a document that may write. */
        @WithDefault("200")
        int writers();

        /** Connections to a document that may only read. */
        @WithDefault("2000")
        int viewers();

        /** Of a document, with everything that was deleted: a larger one is counted as large. Browsers need ten times that in memory. */
        @WithDefault("10M")
        MemorySize largeSize();

        /** Of a document, with everything that was deleted: whoever adds to a larger one is closed with 4413. */
        @WithDefault("50M")
        MemorySize size();

        /** Structs of a document, with the same consequence. */
        @WithDefault("2000000")
        int structs();

        /** Clients that ever wrote in a document, with the same consequence. */
        @WithDefault("20000")
        int clients();

        /** How deep shared types are nested in a document: whoever nests deeper is closed with 4413. Browsers fail from some thousands on. */
        @WithDefault("500")
        int depth();
    }
}
