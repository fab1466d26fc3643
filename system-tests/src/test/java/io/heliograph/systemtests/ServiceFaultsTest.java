package io.heliograph.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Topic;
import io.heliograph.systemtests.load.EventProducer;
import io.heliograph.systemtests.load.SteadyLoad;
import io.heliograph.systemtests.people.Person;
import io.heliograph.systemtests.platform.LocalPlatform;
import io.heliograph.systemtests.platform.PlatformExtension;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Notifications and activities keep coming while the services that carry them are killed: on every screen, in every inbox and timeline, each is there, and once. */
@ExtendWith(PlatformExtension.class)
class ServiceFaultsTest {
    private static final int PEOPLE = 12;
    private static final int EVENTS = 240;
    private static final int PER_SECOND = 40;
    private static final Duration SOON = Duration.ofSeconds(90);

    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void losesAndDoublesNoNotification(LocalPlatform platform) {
        List<Person> people = people(platform);
        try (var producer = new EventProducer(platform.now().kafka());
                var load = new SteadyLoad(EVENTS, number -> notify(producer, people, number))) {
            people.forEach(Person::connect);

            load.start(PER_SECOND);
            killMidStream(platform, "notification-service", load, people, Person::notificationCount);
            producer.flush();

            for (int i = 0; i < PEOPLE; i++) {
                Person person = people.get(i);
                int which = i;
                List<String> expected = events("notification", number -> number % PEOPLE == which);
                await(person + " to have every notification on the screen")
                        .atMost(SOON)
                        .untilAsserted(() -> assertThat(person.notifications()).containsExactlyElementsOf(expected));
                assertThat(person.inbox().items()).containsExactlyInAnyOrderElementsOf(expected);
                assertThat(person.inbox().unread()).isEqualTo(expected.size());
            }
        } finally {
            people.forEach(Person::close);
        }
    }

    @Test
    void losesAndDoublesNoActivity(LocalPlatform platform) {
        List<Person> people = people(platform);
        String feed = "team-" + run;
        try (var producer = new EventProducer(platform.now().kafka());
                var load = new SteadyLoad(EVENTS, number -> act(producer, feed, number))) {
            people.forEach(Person::connect);
            people.forEach(person -> person.follow(feed));

            load.start(PER_SECOND);
            killMidStream(platform, "feed-service", load, people, Person::activityCount);
            producer.flush();

            List<String> expected = events("activity", _ -> true);
            for (Person person : people) {
                await(person + " to have every activity on the screen")
                        .atMost(SOON)
                        .untilAsserted(
                                () -> assertThat(person.activities()).containsExactlyInAnyOrderElementsOf(expected));
                assertThat(person.timeline()).containsExactlyInAnyOrderElementsOf(expected);
            }
        } finally {
            people.forEach(Person::close);
        }
    }

    /** Kills a service when a part of everything has arrived, and goes on when the load is over and it is back. */
    private static void killMidStream(
            LocalPlatform platform,
            String service,
            SteadyLoad load,
            List<Person> people,
            ToIntFunction<Person> arrived) {
        await("the first to arrive").atMost(SOON).until(() -> total(people, arrived) > 0);
        long pid = platform.pid(service);
        platform.kill(service);
        assertThat(load.finished()).as("the load, when the service died").isNotDone();
        load.finished().orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
        platform.awaitOtherThan(service, pid);
    }

    private static int total(List<Person> people, ToIntFunction<Person> arrived) {
        return people.stream().mapToInt(arrived).sum();
    }

    private void notify(EventProducer producer, List<Person> people, int number) {
        String recipient = people.get(number % PEOPLE).user();
        producer.emit(
                Topic.NOTIFICATIONS.topicName(),
                recipient,
                EventType.NOTIFICATION,
                eventId("notification", number),
                "{\"recipients\":[\"" + recipient + "\"],\"title\":\"Number " + number + "\"}");
    }

    private void act(EventProducer producer, String feed, int number) {
        producer.emit(
                Topic.ACTIVITIES.topicName(), feed, EventType.ACTIVITY, eventId("activity", number), """
                {"actor":{"id":"zoe"},"verb":"edited","object":{"type":"document","id":"plan"},
                 "feeds":["%s"],"foreign_id":"%s"}""".formatted(
                                feed, eventId("activity", number)));
    }

    private List<String> events(String what, IntPredicate wanted) {
        return IntStream.range(0, EVENTS)
                .filter(wanted)
                .mapToObj(number -> eventId(what, number))
                .toList();
    }

    private String eventId(String what, int number) {
        return run + ":" + what + ":" + number;
    }

    private List<Person> people(LocalPlatform platform) {
        return IntStream.range(0, PEOPLE)
                .mapToObj(number -> new Person(platform, "person-" + run + "-" + UUID.randomUUID()))
                .toList();
    }
}
