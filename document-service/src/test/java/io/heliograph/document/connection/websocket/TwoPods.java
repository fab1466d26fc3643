package io.heliograph.document.connection.websocket;

import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.testing.Infrastructure;
import io.heliograph.cli.platform.testing.Part;
import io.heliograph.document.access.TokenCodec;
import io.heliograph.document.log.postgres.Database;
import io.heliograph.document.log.postgres.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Two processes with real PostgreSQL and Redis. */
final class TwoPods implements AutoCloseable {
    static final String KEY = "a key for the tests of 32 bytes.";

    final TokenCodec tokens = new TokenCodec(KEY.getBytes(StandardCharsets.UTF_8));
    final Database database;
    final Pod first;
    final Pod second;
    final Infrastructure infrastructure;
    private final TestDatabase testDatabase;

    TwoPods() throws IOException {
        Path parent = Files.createDirectories(Path.of("target", "infrastructure"));
        infrastructure = Infrastructure.start(
                new DataFolder(Files.createTempDirectory(parent, "")), Set.of(Part.POSTGRES, Part.REDIS));
        testDatabase = new TestDatabase(infrastructure.jdbcUrl());
        database = testDatabase.database();
        first = new Pod("first", database, infrastructure.redisUrl(), tokens);
        second = new Pod("second", database, infrastructure.redisUrl(), tokens);
    }

    @Override
    public void close() {
        first.close();
        second.close();
        testDatabase.close();
        infrastructure.close();
    }
}
