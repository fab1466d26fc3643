package io.heliograph.delivery.append;

import static io.heliograph.delivery.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.heliograph.delivery.intake.BatchBounds;
import io.heliograph.delivery.testing.Events;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final TopicPartition PARTITION = new TopicPartition("heliograph.publications", 0);

    @Test
    void splitsIntoHalvesThatMoveTheCheckpointOneAfterTheOther() {
        Batch batch = Events.batch(PARTITION, 10, event("a", "room:1"), event("b", "room:1"), event("c", "room:1"));

        assertThat(batch.firstHalf().expectedOffset()).isEqualTo(10);
        assertThat(batch.firstHalf().nextOffset()).isEqualTo(11);
        assertThat(batch.secondHalf().expectedOffset()).isEqualTo(11);
        assertThat(batch.secondHalf().nextOffset()).isEqualTo(13);
        assertThat(batch.secondHalf().publications())
                .extracting(p -> p.event().id())
                .containsExactly("b", "c");
    }

    @Test
    void refusesToGoBack() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Batch(PARTITION, 5, 4, List.of()))
                .withMessageContaining("from 5 to 4");
    }

    @Test
    void boundsNameTheirKeyAndWhatIsAllowed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchBounds(0, 1))
                .withMessage("delivery.append.max-records must be 1 to 10000, is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchBounds(1, 0))
                .withMessage("delivery.append.max-bytes must be 1 to 16777216 bytes, is 0");
    }
}
