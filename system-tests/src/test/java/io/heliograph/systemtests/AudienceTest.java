package io.heliograph.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Topic;
import io.heliograph.systemtests.load.EventProducer;
import io.heliograph.systemtests.people.Person;
import io.heliograph.systemtests.people.Person.Inbox;
import io.heliograph.systemtests.platform.LocalPlatform;
import io.heliograph.systemtests.platform.PlatformExtension;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Notifications for a feed's followers and for everyone reach exactly these, and are taken back from all of them. */
@ExtendWith(PlatformExtension.class)
class AudienceTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String EVERYONE = "{\"everyone\":true}";

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String feed = "team-" + run;
    private final String forFollowers = "{\"followers\":\"" + feed + "\"}";
    private final String event = run + ":told";

    private Person ann;
    private Person bob;
    private Person zoe;

    @BeforeEach
    void connect(LocalPlatform platform) {
        ann = new Person(platform, "ann-" + run);
        bob = new Person(platform, "bob-" + run);
        zoe = new Person(platform, "zoe-" + run);
        people().forEach(Person::connect);
    }

    @AfterEach
    void disconnect() {
        people().forEach(Person::close);
    }

    @Test
    void reachesExactlyTheFollowersOfAFeed(LocalPlatform platform) {
        ann.follow(feed);
        bob.follow(feed);
        try (var producer = new EventProducer(platform.now().kafka())) {
            tell(producer, feed, event, audience(forFollowers));
            awaitNotifications(ann, event);
            awaitNotifications(bob, event);
            assertThat(ann.inbox()).isEqualTo(new Inbox(List.of(event), 1));
            assertThat(bob.inbox()).isEqualTo(new Inbox(List.of(event), 1));

            // behind the list of recipients of the first one: had that named Zoe, both would be on her screen
            tell(producer, feed, run + ":last", "\"recipients\":[\"" + zoe.user() + "\"]");
            awaitNotifications(zoe, run + ":last");
            assertThat(zoe.inbox()).isEqualTo(new Inbox(List.of(run + ":last"), 1));
            assertThat(people())
                    .allSatisfy(person ->
                            assertThat(person.notificationsForEveryone()).doesNotContain(event));
        }
    }

    @Test
    void takesANotificationBackFromAllFollowersAndFromWhoHasLeft(LocalPlatform platform) {
        ann.follow(feed);
        bob.follow(feed);
        try (var producer = new EventProducer(platform.now().kafka())) {
            tell(producer, feed, event, audience(forFollowers));
            awaitNotifications(ann, event);
            awaitNotifications(bob, event);
            bob.unfollow(feed);

            takeBack(producer, feed, forFollowers);

            awaitNotifications(ann);
            awaitNotifications(bob);
            assertThat(ann.inbox()).isEqualTo(new Inbox(List.of(), 0));
            assertThat(bob.inbox()).isEqualTo(new Inbox(List.of(), 0));
        }
    }

    @Test
    void showsToEveryoneWhatIsForEveryoneAndTakesItBack(LocalPlatform platform) {
        try (var producer = new EventProducer(platform.now().kafka())) {
            tell(producer, "everyone", event, audience(EVERYONE));
            people().forEach(person -> await(person + " to see what is for everyone")
                    .atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(person.notificationsForEveryone()).containsOnlyOnce(event)));
            assertThat(people()).allSatisfy(person -> {
                assertThat(person.notifications()).isEmpty();
                assertThat(person.inbox()).isEqualTo(new Inbox(List.of(), 0));
            });

            takeBack(producer, "everyone", EVERYONE);

            people().forEach(person -> await(person + " to see it no longer")
                    .atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(person.notificationsForEveryone()).doesNotContain(event)));
        }
    }

    private List<Person> people() {
        return List.of(ann, bob, zoe);
    }

    private static void tell(EventProducer producer, String key, String event, String addressees) {
        producer.emit(
                Topic.NOTIFICATIONS.topicName(),
                key,
                EventType.NOTIFICATION,
                event,
                "{%s,\"title\":\"The plan has moved\"}".formatted(addressees));
        producer.flush();
    }

    private void takeBack(EventProducer producer, String key, String audience) {
        producer.emit(
                Topic.NOTIFICATIONS.topicName(),
                key,
                EventType.NOTIFICATION_RETRACTED,
                event + ":taken-back",
                "{\"retracts\":{\"source\":\"%s\",\"id\":\"%s\"},%s}"
                        .formatted(EventProducer.SOURCE, event, audience(audience)));
        producer.flush();
    }

    private static String audience(String audience) {
        return "\"audience\":" + audience;
    }

    private static void awaitNotifications(Person person, String... events) {
        await(person + " to have exactly these on the screen: " + List.of(events))
                .atMost(SOON)
                .untilAsserted(() -> assertThat(person.notifications()).containsExactly(events));
    }
}
