package io.heliograph.delivery.receipt;

import java.util.List;

/** Where receipts go. They are a courtesy: one may be lost, and nobody waits for any. Safe for concurrent use. */
@FunctionalInterface
public interface Receipts {
    void send(List<? extends Receipt> receipts);
}
