package io.heliograph.delivery.schema.flyway;

import io.heliograph.delivery.dependency.Backoff;
import io.heliograph.delivery.schema.SchemaState;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/** Brings the schema to this version, and tries again until it works: a store that starts while PostgreSQL is away is not ready, not dead. */
public final class SchemaMigration {
    private static final Logger LOG = Logger.getLogger(SchemaMigration.class);

    private final Flyway flyway;
    private final SchemaState state;
    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));

    public SchemaMigration(Flyway flyway, SchemaState state) {
        this.flyway = flyway;
        this.state = state;
    }

    /** Returns once the schema is there. */
    public void run() throws InterruptedException {
        while (!state.isMigrated()) {
            try {
                var result = flyway.migrate();
                state.migrated();
                LOG.infof("schema.migrated version=%s steps=%d", result.targetSchemaVersion, result.migrationsExecuted);
            } catch (FlywayException e) {
                Duration pause = backoff.next();
                LOG.warnf(
                        "schema.not_migrated retry_ms=%d cause=\"%s\"",
                        pause.toMillis(), rootCause(e).getMessage());
                Thread.sleep(pause);
            }
        }
    }

    private static Throwable rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
