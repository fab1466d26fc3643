package io.heliograph.notification.receipt;

/** Where receipts go. They are a courtesy: one may be lost, and nobody waits for any. Safe for concurrent use. */
@FunctionalInterface
public interface Receipts {
    void send(Receipt receipt);
}
