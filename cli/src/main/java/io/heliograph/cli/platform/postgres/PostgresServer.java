package io.heliograph.cli.platform.postgres;

import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.process.ProcessSpec;
import io.heliograph.cli.platform.process.ServerProcess;
import io.heliograph.cli.platform.process.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server with the database {@value #DATABASE}. It survives a killed process, but not a power failure. */
public final class PostgresServer implements ServerProcess {
    public static final String NAME = "postgres";
    public static final String DATABASE = "heliograph";
    public static final String USER = "heliograph";
    /** No secret: the server listens on the loopback interface and holds what people try out. */
    public static final String PASSWORD = "heliograph";

    private static final String MAINTENANCE_DATABASE = "postgres";
    private static final int ANSWER_SECONDS = 2;

    private final DataFolder data;
    private final int port;
    private final PostgresPrograms programs = new PostgresPrograms();

    public PostgresServer(DataFolder data, int port) {
        this.data = data;
        this.port = port;
    }

    public String jdbcUrl() {
        return "jdbc:" + url();
    }

    /** Without credentials, as reactive clients want it. */
    public String url() {
        return "postgresql://127.0.0.1:%d/%s".formatted(port, DATABASE);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Initialises the cluster next to its place and moves it there, so that an interrupted start leaves no half of one. */
    @Override
    public void prepare() {
        Path cluster = cluster();
        if (!Files.isDirectory(cluster)) {
            programs.initialise(cluster, USER, PASSWORD);
        }
    }

    @Override
    public ProcessSpec spec() {
        return new ProcessSpec(
                NAME,
                programs.unprivileged(List.of(
                        programs.path("postgres").toString(),
                        "-D",
                        cluster().toString(),
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "max_connections=200",
                        "-c",
                        "shared_buffers=64MB",
                        "-c",
                        "fsync=off",
                        "-c",
                        "full_page_writes=off")),
                Map.of(),
                data.of(NAME),
                data.logOf(NAME),
                Signal.INT); // "fast": TERM would wait for all clients to leave
    }

    @Override
    public boolean isReady() {
        try (Connection connection = connect(MAINTENANCE_DATABASE)) {
            return connection.isValid(ANSWER_SECONDS);
        } catch (SQLException _) {
            return false;
        }
    }

    @Override
    public void initialise() {
        try (Connection connection = connect(MAINTENANCE_DATABASE);
                Statement statement = connection.createStatement()) {
            if (!exists(connection)) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database %s cannot be created".formatted(DATABASE), e);
        }
    }

    private static boolean exists(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            query.setString(1, DATABASE);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private Connection connect(String database) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(USER);
        source.setPassword(PASSWORD);
        source.setConnectTimeout(ANSWER_SECONDS);
        source.setLoginTimeout(ANSWER_SECONDS);
        return source.getConnection();
    }

    private Path cluster() {
        return data.of(NAME).resolve("cluster");
    }
}
