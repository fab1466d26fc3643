package io.heliograph.document.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.document.lib0.MalformedMessageException;
import org.junit.jupiter.api.Test;

class ShownLengthTest {
    @Test
    void countsWhatAllClientsInsertedWithoutWhatWasDeleted() {
        byte[] snapshot = {
            2, // clients of which something was deleted
            7, 2, 0, 3, 10, 1, // of 7 in two ranges: 3 and 1
            9, 1, 5, 4, // of 9 in one: 4
            2, // clients
            9, 20, 7, 30
        };

        assertThat(ShownLength.of(snapshot)).isEqualTo(42);
    }

    @Test
    void isNoneOfAnEmptyDocument() {
        assertThat(ShownLength.of(new byte[] {0, 0})).isZero();
    }

    @Test
    void refusesWhatIsNoSnapshot() {
        assertThatThrownBy(() -> ShownLength.of(new byte[] {0, 1, 7})).isInstanceOf(MalformedMessageException.class);
    }
}
