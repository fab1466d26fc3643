package io.heliograph.notification.defect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class DefectTest {
    @Test
    void isWhatFailsTheSameWayForEver() {
        assertThat(Defect.isOne(new NullPointerException())).isTrue();
        assertThat(Defect.isOne(new NumberFormatException())).isTrue();
        assertThat(Defect.isOne(new NoSuchElementException("Column x does not exist")))
                .isTrue();
    }

    @Test
    void isNotWhatMayPass() {
        assertThat(Defect.isOne(new CompletionException(new IOException("reset"))))
                .isFalse();
        assertThat(Defect.isOne(new RuntimeException(new InterruptedException())))
                .isFalse();
        assertThat(Defect.isOne(new IllegalStateException("closed"))).isFalse();
    }
}
