package io.heliograph.document.log.postgres;

import io.heliograph.document.log.LogUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** Transactions. Blocks, so not for event loops; safe for concurrent use. */
public final class Database {
    /** SQLSTATE classes that pass: connection, rolled back for another's sake, out of resources, ended by an operator or by a timeout. */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57");

    private static final int CLASS_LENGTH = 2;

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
     * @throws LogUnavailableException when it is not known whether it was committed
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
            if (isDefect(e)) {
                throw new IllegalStateException("a statement was refused", e);
            }
            throw new LogUnavailableException(e);
        }
    }

    /** Whether it can be reached, for health. */
    public boolean answers() {
        try {
            return transact(session -> session.query("SELECT 1", row -> row.getInt(1)))
                    .equals(List.of(1));
        } catch (LogUnavailableException _) {
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

    private static boolean isDefect(SQLException e) {
        String state = e.getSQLState();
        return state != null && state.length() > CLASS_LENGTH && !PASSING.contains(state.substring(0, CLASS_LENGTH));
    }
}
