package io.heliograph.notification.push.postgres;

import io.heliograph.notification.push.PushOutcome;
import io.heliograph.notification.push.PushReason;
import io.heliograph.notification.push.PushResult;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A row of {@code push_result}. */
final class ResultRow {
    /** In the place of a device, which is never empty: a key's column holds no null. */
    private static final String ALL_DEVICES = "";

    private ResultRow() {}

    static String deviceColumn(@Nullable String device) {
        return device == null ? ALL_DEVICES : device;
    }

    static PushReason reason(String wireName) {
        return PushReason.valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    static PushResult read(Row row) {
        String device = row.getString("device");
        return new PushResult(
                device.equals(ALL_DEVICES) ? null : device,
                PushOutcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                reason(row.getString("reason")),
                row.getInteger("status"),
                row.getOffsetDateTime("at").toInstant());
    }
}
