package io.heliograph.document.editing;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.document.yjs.YjsEngine;
import org.junit.jupiter.api.Test;

class BulkTest {
    private final Bulk bulk = new Bulk(new DocumentBounds(1_000, 2_000, 30, 4, 1));

    @Test
    void isMeasuredFirstAndAgainAfterAMebibyte() {
        assertThat(bulk.isUnknown()).isTrue();
        bulk.measured(new DocumentSize(100, 1, 1, 0));
        assertThat(bulk.isUnknown()).isFalse();

        add(Updates.insert(1, 0, "a".repeat(Bulk.MEASURED_EVERY)));

        assertThat(bulk.isUnknown()).isTrue();
    }

    @Test
    void isMeasuredAgainWhenThereMayBeTooManyClients() {
        bulk.measured(new DocumentSize(100, 1, 3, 0));
        add(Updates.insert(1, 0));
        assertThat(bulk.isUnknown()).isFalse();

        add(Updates.insert(2, 0));

        assertThat(bulk.isUnknown()).isTrue();
        bulk.measured(new DocumentSize(100, 1, 5, 0));
        assertThat(bulk.isUnknown()).isFalse();
        assertThat(bulk.isTooLarge()).isTrue();
    }

    @Test
    void hasBoundsOfBytesAndStructs() {
        bulk.measured(new DocumentSize(1_001, 1, 1, 0));
        assertThat(bulk.isLarge()).isTrue();
        assertThat(bulk.isTooLarge()).isFalse();

        bulk.measured(new DocumentSize(2_001, 1, 1, 0));
        assertThat(bulk.isTooLarge()).isTrue();
        bulk.measured(new DocumentSize(1, 31, 1, 0));
        assertThat(bulk.isTooLarge()).isTrue();
    }

    private void add(byte[] update) {
        bulk.added(new YjsEngine().stored(update));
    }
}
