package io.heliograph.feed.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** Transactions. Blocks, so not for event loops; safe for concurrent use. */
public final class Database {
    /**
     * How the SQLSTATEs begin that pass: connection, somebody else was faster, rolled back for another's sake, out of resources, ended by an operator or by a
     * timeout.
     */
    private static final Set<String> PASSING = Set.of("08", "23505", "40", "53", "57");

    /** Those that are about the values: data exception, integrity constraint. */
    private static final Set<String> DATA = Set.of("22", "23");

    private final DataSource source;

    /** What is done in a transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T in(Session session) throws SQLException;
    }

    public Database(DataSource source) {
        this.source = source;
    }

    /**
     * Commits what the work did, all or nothing.
     *
     * @throws StoreUnavailableException when it is not known whether it was committed
     * @throws IllegalArgumentException when the values do not fit the tables
     */
    public <T> T transact(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            T result;
            try {
                result = work.in(new Session(connection));
                connection.commit();
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(connection, e);
                throw e;
            }
            connection.setAutoCommit(true);
            return result;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Whether it can be reached, for health. */
    public boolean answers() {
        try {
            return transact(session -> session.query("SELECT 1", row -> row.getInt(1)))
                    .equals(List.of(1));
        } catch (StoreUnavailableException _) {
            return false;
        }
    }

    private static void rollBack(Connection connection, Throwable reason) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            reason.addSuppressed(e); // the connection is of no use, and the pool finds out
        }
    }

    private static RuntimeException failure(SQLException e) {
        String state = e.getSQLState();
        if (state == null || PASSING.stream().anyMatch(state::startsWith)) {
            return new StoreUnavailableException(e);
        }
        return DATA.stream().anyMatch(state::startsWith)
                ? new IllegalArgumentException("PostgreSQL refused the data", e)
                : new IllegalStateException("a statement was refused", e);
    }
}
