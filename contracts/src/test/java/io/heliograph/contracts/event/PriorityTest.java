package io.heliograph.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PriorityTest {
    @Test
    void hasPermanentNumbersAndNames() {
        assertThat(Priority.find(0)).contains(Priority.LOW);
        assertThat(Priority.find(1)).contains(Priority.NORMAL);
        assertThat(Priority.find(2)).contains(Priority.HIGH);
        assertThat(Priority.find("low")).contains(Priority.LOW);
        assertThat(Priority.find("normal")).contains(Priority.NORMAL);
        assertThat(Priority.find("high")).contains(Priority.HIGH);
    }

    @Test
    void hasNoOthers() {
        assertThat(Priority.find(3)).isEmpty();
        assertThat(Priority.find("HIGH")).isEmpty();
    }
}
