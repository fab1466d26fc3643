package io.heliograph.document.log.postgres;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.heliograph.cli.platform.postgres.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.Flyway;

/** The service's schema in a real PostgreSQL, by a pool as the service has it. */
public final class TestDatabase implements AutoCloseable {
    private static final int CONNECTIONS = 16;

    private final AgroalDataSource source;
    private final Database database;

    public TestDatabase(String url) {
        source = pool(url);
        Flyway.configure()
                .dataSource(source)
                .schemas("document")
                .defaultSchema("document")
                .load()
                .migrate();
        database = new Database(source);
    }

    public Database database() {
        return database;
    }

    @Override
    public void close() {
        source.close();
    }

    private static AgroalDataSource pool(String url) {
        try {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pool -> pool.maxSize(CONNECTIONS)
                            .connectionValidator(ConnectionValidator.defaultValidator())
                            .idleValidationTimeout(Duration.ofSeconds(1))
                            .exceptionSorter(new PostgreSQLExceptionSorter())
                            .connectionFactoryConfiguration(connection -> connection
                                    .jdbcUrl(url)
                                    .jdbcProperty("currentSchema", "document")
                                    .principal(new NamePrincipal(PostgresServer.USER))
                                    .credential(new SimplePassword(PostgresServer.PASSWORD)))));
        } catch (SQLException e) {
            throw new IllegalStateException("a pool opens no connection when it is made", e);
        }
    }
}
