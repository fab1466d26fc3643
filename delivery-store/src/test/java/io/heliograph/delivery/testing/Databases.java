package io.heliograph.delivery.testing;

import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import org.awaitility.Awaitility;

/** The database that the service under test uses. */
public final class Databases {
    private Databases() {}

    /** The service migrates while it is already running. */
    public static void awaitSchema(Pool pool) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> pool.query(
                                        "SELECT 1 FROM pg_class WHERE relname = 'publication_' || to_char(now() AT TIME ZONE 'UTC', 'YYYYMMDD')")
                                .execute()
                                .await()
                                .atMost(Duration.ofSeconds(5))
                                .size()
                        == 1);
    }
}
