package io.heliograph.delivery.schema;

/** Whether the database was seen with the tables that this version needs. Safe for concurrent use. */
public final class SchemaState {
    private volatile boolean migrated;

    public boolean isMigrated() {
        return migrated;
    }

    public void migrated() {
        migrated = true;
    }
}
