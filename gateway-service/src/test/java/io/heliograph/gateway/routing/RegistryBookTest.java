package io.heliograph.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.gateway.routing.RegistryBook.Batch;
import io.heliograph.gateway.routing.RegistryBook.Write;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryBookTest {
    private static final FieldValue VALUE = new FieldValue("v", Duration.ofHours(1));
    private static final HashField LOBBY = field("room:lobby");
    private static final HashField KITCHEN = field("room:kitchen");

    private final RegistryBook book = new RegistryBook(2);

    @Test
    void writesChangesInTheOrderInWhichTheyCame() {
        book.put(KITCHEN, VALUE);
        book.put(LOBBY, VALUE);

        assertThat(book.takeChanges(10).writes()).containsExactly(put(KITCHEN), put(LOBBY));
        assertThat(book.takeChanges(10).isEmpty()).isTrue();
    }

    @Test
    void takesNoMoreThanAPipelineHolds() {
        book.put(LOBBY, VALUE);
        book.put(KITCHEN, VALUE);

        assertThat(book.takeChanges(1).writes()).containsExactly(put(LOBBY));
        assertThat(book.takeChanges(1).writes()).containsExactly(put(KITCHEN));
    }

    @Test
    void tellsWhoWaitsWhenRedisHasIt() {
        var written = new CompletableFuture<Void>();
        book.put(LOBBY, VALUE, written);

        Batch batch = book.takeChanges(10);
        assertThat(written).isNotDone();
        batch.written(0);

        assertThat(written).isCompleted();
    }

    @Test
    void writesWhatIsWantedWhenItsTurnComesAndNotWhatWasOnceSaid() {
        book.put(LOBBY, VALUE);
        book.remove(LOBBY);
        book.put(LOBBY, VALUE);
        book.put(KITCHEN, VALUE);
        book.remove(KITCHEN);

        assertThat(book.takeChanges(10).writes()).containsExactly(put(LOBBY), remove(KITCHEN));
    }

    @Test
    void removesAfterAWriteThatIsUnderWay() {
        book.put(LOBBY, VALUE);
        Batch underWay = book.takeChanges(10);
        book.remove(LOBBY);
        underWay.written(0);

        assertThat(book.takeChanges(10).writes()).containsExactly(remove(LOBBY));
    }

    @Test
    void aBatchThatIsGivenBackIsWrittenAgainAsItIsWantedNow() {
        var written = new CompletableFuture<Void>();
        book.put(LOBBY, VALUE, written);
        book.put(KITCHEN, VALUE);
        Batch batch = book.takeChanges(10);
        book.remove(KITCHEN);

        book.giveBack(batch, new RegistryUnavailableException("away"));

        assertThat(written).isCompletedExceptionally();
        assertThat(book.takeChanges(10).writes()).containsExactlyInAnyOrder(put(LOBBY), remove(KITCHEN));
    }

    @Test
    void failsWhoWaitsWhenRedisIsAwayAndKeepsTheWish() {
        var written = new CompletableFuture<Void>();
        book.put(LOBBY, VALUE, written);

        book.failWaiting(new RegistryUnavailableException("away"));

        assertThat(written).isCompletedExceptionally();
        assertThat(book.takeChanges(10).writes()).containsExactly(put(LOBBY));
    }

    @Test
    void repeatsEverythingThatIsWanted() {
        book.put(LOBBY, VALUE);
        book.put(KITCHEN, VALUE);
        book.takeChanges(10);
        book.remove(KITCHEN);

        book.repeatAll();

        assertThat(book.takeRepetitions(10).writes()).containsExactly(put(LOBBY));
        assertThat(book.hasRepetitions()).isFalse();
    }

    @Test
    void forgetsRemovalsBeyondItsBound() {
        for (String name : new String[] {"room:1", "room:2", "room:3"}) {
            book.put(field(name), VALUE);
        }
        book.takeChanges(10);

        book.removeAll();

        assertThat(book.takeChanges(10).writes()).hasSize(2);
        assertThat(book.forgottenRemovals()).isOne();
    }

    @Test
    void removingWhatIsNotThereWritesNothing() {
        book.remove(LOBBY);

        assertThat(book.takeChanges(10).isEmpty()).isTrue();
    }

    @Test
    void knowsTheRoutesAmongItsFields() {
        book.put(LOBBY, VALUE);
        book.put(HashField.connection("ann", "c1"), VALUE);

        assertThat(book.routeKeys()).containsExactly("route:room:lobby");
    }

    /** Whatever is wanted, taken, written, given back and repeated in whatever order: in the end Redis has what is wanted. */
    @ParameterizedTest
    @MethodSource("seeds")
    void ofAnyHistoryRedisHasInTheEndWhatIsWanted(long seed) {
        var random = new Random(seed);
        var unbounded = new RegistryBook(Integer.MAX_VALUE);
        Set<HashField> wanted = new HashSet<>();
        Map<HashField, FieldValue> redis = new HashMap<>();

        for (int step = 0; step < 200; step++) {
            HashField field = field("room:" + random.nextInt(5));
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    unbounded.put(field, VALUE);
                    wanted.add(field);
                }
                case 2 -> {
                    unbounded.remove(field);
                    wanted.remove(field);
                }
                case 3 -> unbounded.repeatAll();
                default -> write(unbounded, redis, 1 + random.nextInt(3), random.nextInt(4) == 0);
            }
        }
        while (write(unbounded, redis, 3, false)) {
            // until nothing is left
        }

        assertThat(redis.keySet()).as("seed %d", seed).isEqualTo(wanted);
    }

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    private static boolean write(RegistryBook book, Map<HashField, FieldValue> redis, int max, boolean lost) {
        Batch batch = book.hasRepetitions() ? book.takeRepetitions(max) : book.takeChanges(max);
        if (lost) {
            book.giveBack(batch, new RegistryUnavailableException("lost"));
            return true;
        }
        batch.writes()
                .forEach(write -> write.value()
                        .ifPresentOrElse(value -> redis.put(write.field(), value), () -> redis.remove(write.field())));
        return !batch.isEmpty();
    }

    private static HashField field(String channel) {
        return HashField.route(new ChannelName(channel), new PodId("pod-1"));
    }

    private static Write put(HashField field) {
        return new Write(field, Optional.of(VALUE));
    }

    private static Write remove(HashField field) {
        return new Write(field, Optional.empty());
    }
}
