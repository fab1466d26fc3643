package io.heliograph.feed.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final EventReference EVENT = new EventReference("/documents", "comment-1");
    private static final EventReference LATER = new EventReference("/documents", "comment-1:later");
    private static final Activity BEFORE = activity(NOON, "one", new Visibility.Everybody(), "a", "b");

    @Test
    void addsWhatIsNew() {
        assertThat(Outcome.of(new Stored.Unknown(), new FeedEvent.Added(BEFORE)))
                .isEqualTo(new Outcome.Add(BEFORE));
    }

    @Test
    void ignoresTheSameActivityAgain() {
        assertThat(Outcome.of(new Stored.Live(BEFORE), new FeedEvent.Added(BEFORE)))
                .isEqualTo(new Outcome.Nothing());
    }

    @Test
    void keepsThePlaceOfWhatIsUpdated() {
        Activity update = activity(NOON.plusSeconds(60), "two", new Visibility.Everybody(), "b", "a");

        assertThat(Outcome.of(new Stored.Live(BEFORE), new FeedEvent.Updated(LATER, update)))
                .isEqualTo(new Outcome.Change(update.at(NOON)));
    }

    @Test
    void movesWhatGetsAnotherAudience() {
        Activity secret = activity(NOON, "one", new Visibility.Users(Set.of("ann")), "a", "b");
        Activity elsewhere = activity(NOON, "one", new Visibility.Everybody(), "a", "c");

        assertThat(Outcome.of(new Stored.Live(BEFORE), new FeedEvent.Updated(LATER, secret)))
                .isEqualTo(new Outcome.Move(BEFORE, secret));
        assertThat(Outcome.of(new Stored.Live(BEFORE), new FeedEvent.Updated(LATER, elsewhere)))
                .isEqualTo(new Outcome.Move(BEFORE, elsewhere));
    }

    @Test
    void takesAnUpdateOfSomethingUnknownForIt() {
        assertThat(Outcome.of(new Stored.Unknown(), new FeedEvent.Updated(LATER, BEFORE)))
                .isEqualTo(new Outcome.Add(BEFORE));
    }

    @Test
    void removesAndNeverBringsBack() {
        var retracted = new FeedEvent.Retracted(LATER, NOON, EVENT);

        assertThat(Outcome.of(new Stored.Live(BEFORE), retracted)).isEqualTo(new Outcome.Remove(BEFORE));
        assertThat(Outcome.of(new Stored.Retracted(), new FeedEvent.Added(BEFORE)))
                .isEqualTo(new Outcome.Nothing());
        assertThat(Outcome.of(new Stored.Retracted(), new FeedEvent.Updated(LATER, BEFORE)))
                .isEqualTo(new Outcome.Nothing());
    }

    @Test
    void suppressesWhatIsRetractedBeforeItComes() {
        assertThat(Outcome.of(new Stored.Unknown(), new FeedEvent.Retracted(LATER, NOON, EVENT)))
                .isEqualTo(new Outcome.Suppress(EVENT, NOON));
    }

    private static Activity activity(Instant time, String document, Visibility visibility, String... feeds) {
        return new Activity(EVENT, time, "bob", List.of(feeds), visibility, "group", document);
    }
}
