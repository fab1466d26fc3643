package io.heliograph.gateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ResetReason;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.store.CatchUpRequest.From;
import io.heliograph.contracts.wire.PodMessage.Publication;
import io.heliograph.gateway.subscription.StreamFixture.Asked;
import io.heliograph.gateway.subscription.StreamFixture.Client;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ChannelStreamTest {
    private final StreamFixture gateway = new StreamFixture();

    @AfterEach
    void everyFrameWasReleased() {
        gateway.unsubscribeAll();

        assertThat(gateway.frames.live()).isZero();
    }

    @Nested
    class WhenLive {
        private final Client client = gateway.subscribe();

        @Test
        void passesOnWhatComesNext() {
            gateway.arrive(gateway.store(1));

            assertThat(client.offsets()).containsExactly(1L);
            assertThat(gateway.asked()).isEmpty();
        }

        @Test
        void dropsWhatCameAlready() {
            Publication publication = gateway.store(1);

            gateway.arrive(publication);
            gateway.arrive(publication);

            assertThat(client.offsets()).containsExactly(1L);
            assertThat(gateway.duplicates()).isOne();
        }

        @Test
        void holdsWhatLiesBeyondAGapUntilTheGapIsFilled() {
            gateway.arrive(gateway.store(1));
            gateway.store(1);
            gateway.arrive(gateway.store(1));
            assertThat(client.offsets()).containsExactly(1L);
            assertThat(gateway.asked()).containsExactly(new Asked(gateway.head().at(1), RepairTrigger.JUMP));

            gateway.answer();

            assertThat(client.offsets()).containsExactly(1L, 2L, 3L);
        }

        @Test
        void asksOnlyOnceWhileAQuestionIsUnderWay() {
            gateway.store(1);
            gateway.arrive(gateway.store(1));
            gateway.arrive(gateway.store(1));

            assertThat(gateway.asked()).hasSize(1);
        }

        @Test
        void asksWhenTheStoreIsFurther() {
            gateway.store(1);

            gateway.stream().onHead(gateway.head(), RepairTrigger.SWEEP);

            assertThat(gateway.asked()).containsExactly(new Asked(Position.BEGINNING, RepairTrigger.SWEEP));
        }

        @Test
        void asksNothingWhenTheStoreIsAsFar() {
            gateway.arrive(gateway.store(1));

            gateway.stream().onHead(gateway.head(), RepairTrigger.SWEEP);

            assertThat(gateway.asked()).isEmpty();
        }

        @Test
        void asksOnceMoreForAHeadThatIsYoungerThanTheAnswer() {
            gateway.store(1);
            gateway.stream().onHead(gateway.head(), RepairTrigger.SWEEP);
            CatchUp readBefore = gateway.read();
            gateway.store(1);
            gateway.stream().onHead(gateway.head(), RepairTrigger.NOTICE);

            gateway.answer(readBefore);
            assertThat(client.offsets()).containsExactly(1L);
            gateway.answerAll();

            assertThat(client.offsets()).containsExactly(1L, 2L);
        }

        @Test
        void doesNotAskForeverForAHeadThatTheStoreDoesNotHaveAnyMore() {
            gateway.arrive(gateway.store(1));
            gateway.stream().onHead(gateway.head().at(7), RepairTrigger.NOTICE);

            gateway.answerAll();

            assertThat(gateway.asked()).hasSize(2);
        }

        @Test
        void goesOnInTheEpochThatTheStoreNames() {
            gateway.arrive(gateway.store(1));
            gateway.drawNewEpoch();
            Publication ofNewEpoch = gateway.store(1);

            gateway.arrive(ofNewEpoch);
            assertThat(client.offsets()).containsExactly(1L);
            gateway.answer();

            assertThat(client.resets()).containsExactly(ResetReason.EPOCH);
            assertThat(gateway.position(client)).isEqualTo(gateway.head());
        }

        @Test
        void forgetsWhatComesLateFromAnEpochThatIsOver() {
            Publication straggler = gateway.store(1);
            gateway.drawNewEpoch();
            gateway.arrive(gateway.store(1));
            gateway.answer();

            gateway.arrive(straggler);
            gateway.answer();

            assertThat(gateway.isQuestionUnderWay()).isFalse();
            assertThat(gateway.position(client)).isEqualTo(gateway.head());
        }

        @Test
        void readsAgainWhatItCannotHoldBeyondAGap() {
            gateway.store(1);
            IntStream.rangeClosed(0, EntryBuffer.MAX_ENTRIES).forEach(_ -> gateway.arrive(gateway.store(1)));

            gateway.answerAll();

            assertThat(client.offsets()).containsExactlyElementsOf(upTo(EntryBuffer.MAX_ENTRIES + 2));
        }
    }

    /** The store has been read, and the client does not take yet what was read. */
    @Nested
    class WhenItsFirstSubscriptionCatchesUp {
        private Client catchingUpFrom(long offset) {
            return gateway.subscribeSlowly(
                    new From.AtPosition(gateway.head().at(offset).toString()));
        }

        @Test
        void passesOnAfterwardsWhatArrivedMeanwhile() {
            gateway.store(2);
            Client client = catchingUpFrom(0);
            gateway.arrive(gateway.store(1));

            client.makeRoom();

            assertThat(client.offsets()).containsExactly(1L, 2L, 3L);
            assertThat(gateway.asked()).isEmpty();
        }

        @Test
        void asksAfterwardsForWhatAHeadToldOfMeanwhile() {
            gateway.store(2);
            Client client = catchingUpFrom(0);
            gateway.store(1);
            gateway.stream().onHead(gateway.head(), RepairTrigger.NOTICE);
            assertThat(gateway.asked()).isEmpty();

            client.makeRoom();
            assertThat(gateway.asked()).containsExactly(new Asked(gateway.head().at(2), RepairTrigger.NOTICE));
            gateway.answer();

            assertThat(client.offsets()).containsExactly(1L, 2L, 3L);
        }

        @Test
        void asksNothingAfterwardsWhenItIsAsFarAsTheHead() {
            gateway.store(2);
            Client client = catchingUpFrom(0);
            gateway.stream().onHead(gateway.head(), RepairTrigger.NOTICE);

            client.makeRoom();

            assertThat(gateway.asked()).isEmpty();
        }

        @Test
        void asksNothingAfterwardsWhenTheWireBroughtWhatTheHeadToldOf() {
            gateway.store(2);
            Client client = catchingUpFrom(0);
            gateway.arrive(gateway.store(1));
            gateway.stream().onHead(gateway.head(), RepairTrigger.NOTICE);

            client.makeRoom();

            assertThat(gateway.asked()).isEmpty();
        }

        @Test
        void keepsTheGreatestHead() {
            gateway.store(2);
            Client client = catchingUpFrom(0);
            gateway.store(2);
            gateway.stream().onHead(gateway.head(), RepairTrigger.NOTICE);
            gateway.stream().onHead(gateway.head().at(3), RepairTrigger.SWEEP);

            client.makeRoom();

            assertThat(gateway.asked()).containsExactly(new Asked(gateway.head().at(2), RepairTrigger.NOTICE));
        }

        @Test
        void keepsAHeadOfAnotherEpochInsteadOfAGreaterOne() {
            gateway.store(2);
            Position ofOldEpoch = gateway.head();
            Client client = catchingUpFrom(0);
            gateway.stream().onHead(ofOldEpoch, RepairTrigger.NOTICE);
            gateway.drawNewEpoch();
            gateway.stream().onHead(gateway.head().at(1), RepairTrigger.RECONNECT);

            client.makeRoom();

            assertThat(gateway.asked()).containsExactly(new Asked(ofOldEpoch, RepairTrigger.RECONNECT));
        }

        @Test
        void asksAfterwardsForWhatAnotherLoopsRepairToldOf() {
            gateway.store(2);
            Position reached = gateway.head();
            Client client = catchingUpFrom(0);
            Publication missed = gateway.store(1);
            var answer = new CatchUp(StreamFixture.CHANNEL, reached, gateway.head(), null, List.of(missed));
            gateway.stream().onRepaired(reached, answer, List.of(), RepairTrigger.NOTICE);

            client.makeRoom();

            assertThat(gateway.asked()).containsExactly(new Asked(reached, RepairTrigger.NOTICE));
        }

        @Test
        void readsAgainWhenMoreArrivedThanItHolds() {
            gateway.store(1);
            Client client = catchingUpFrom(0);
            IntStream.rangeClosed(0, EntryBuffer.MAX_ENTRIES).forEach(_ -> gateway.arrive(gateway.store(1)));

            client.makeRoom();

            assertThat(client.offsets()).containsExactlyElementsOf(upTo(EntryBuffer.MAX_ENTRIES + 2));
            assertThat(gateway.asked()).isEmpty();
        }
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
