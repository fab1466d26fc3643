package io.heliograph.document.connection.websocket;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.postgres.PostgresServer;
import io.heliograph.cli.platform.testing.Infrastructure;
import io.heliograph.cli.platform.testing.Part;
import io.heliograph.document.access.TokenCodec;
import io.heliograph.document.log.postgres.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import org.flywaydb.core.Flyway;

/** Two processes with real PostgreSQL and Redis. */
final class TwoPods implements AutoCloseable {
    static final String KEY = "a key for the tests of 32 bytes.";

    private static final int CONNECTIONS = 16;

    final TokenCodec tokens = new TokenCodec(KEY.getBytes(StandardCharsets.UTF_8));
    final Database database;
    final Pod first;
    final Pod second;
    private final Infrastructure infrastructure;
    private final AgroalDataSource source;

    TwoPods() throws IOException {
        Path parent = Files.createDirectories(Path.of("target", "infrastructure"));
        infrastructure = Infrastructure.start(
                new DataFolder(Files.createTempDirectory(parent, "")), Set.of(Part.POSTGRES, Part.REDIS));
        source = pool(infrastructure.jdbcUrl());
        Flyway.configure()
                .dataSource(source)
                .schemas("document")
                .defaultSchema("document")
                .load()
                .migrate();
        database = new Database(source);
        first = new Pod("first", database, infrastructure.redisUrl(), tokens);
        second = new Pod("second", database, infrastructure.redisUrl(), tokens);
    }

    private static AgroalDataSource pool(String url) {
        try {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pool -> pool.maxSize(CONNECTIONS)
                            .connectionFactoryConfiguration(connection -> connection
                                    .jdbcUrl(url)
                                    .jdbcProperty("currentSchema", "document")
                                    .principal(new NamePrincipal(PostgresServer.USER))
                                    .credential(new SimplePassword(PostgresServer.PASSWORD)))));
        } catch (SQLException e) {
            throw new IllegalStateException("a pool opens no connection when it is made", e);
        }
    }

    @Override
    public void close() {
        first.close();
        second.close();
        source.close();
        infrastructure.close();
    }
}
