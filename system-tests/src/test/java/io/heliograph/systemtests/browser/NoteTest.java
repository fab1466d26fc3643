package io.heliograph.systemtests.browser;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.client.HeliographClient;
import io.heliograph.client.subscription.Message;
import io.heliograph.client.subscription.SubscriptionEvent;
import io.heliograph.client.subscription.SubscriptionListener;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.systemtests.platform.LocalPlatform;
import io.heliograph.systemtests.platform.PlatformExtension;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The shared note of the demo page, in two browsers on two processes. Each test writes lines of its own at the top. */
@ExtendWith(PlatformExtension.class)
class NoteTest {
    private static final String ANN = "ann";
    private static final String BOB = "bob";
    private static final List<String> PROCESSES = List.of("document-service-1", "document-service-2");
    private static final Duration SOON = Duration.ofSeconds(30);

    private static Chromium chromium;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void losesNoKeystrokeAndKeepsNoCursorWhenAProcessIsKilledWhileSomebodyTypes(LocalPlatform platform) {
        String before = "before-" + UUID.randomUUID();
        String after = "-after-" + UUID.randomUUID();
        try (var ann = DemoWindow.open(chromium, platform, "?person=ann");
                var bob = DemoWindow.open(chromium, platform, "?person=bob")) {
            ann.awaitNoteState(ANN, "Saved");
            bob.awaitNoteState(BOB, "Saved");
            spread(platform, bob);
            bob.write(BOB, "hello ");
            ann.awaitCursor(ANN, "Bob");

            ann.write(ANN, before);
            List<String> alive = new ArrayList<>(PROCESSES);
            List<String> outcomes = new ArrayList<>();
            while (!alive.isEmpty()) {
                Map<String, Long> pids = alive.stream().collect(Collectors.toMap(Function.identity(), platform::pid));
                String killed = bob.killDocuments(BOB, alive); // one of them serves ann, the other one bob
                ann.writeOn(after);
                ann.awaitNoteState(ANN, "Saved");
                platform.awaitOtherThan(killed, requireNonNull(pids.get(killed)));
                outcomes.add(bob.awaitDocumentsOutcome(BOB));
                alive.remove(killed);
            }
            assertThat(outcomes.stream().filter(outcome -> outcome.endsWith(" lost")))
                    .as("what the page told")
                    .isNotEmpty()
                    .allMatch(outcome -> outcome.endsWith(", 0 lost"));

            bob.awaitNote(BOB, before + after + after);
            bob.awaitNoteState(BOB, "Saved");
            ann.leave();
            bob.awaitNoCursors(BOB);
            assertThat(bob.defects()).isEmpty();
        }
    }

    @Test
    void keepsWhatIsWrittenOfflineAndSaysSo(LocalPlatform platform) {
        String online = "online-" + UUID.randomUUID();
        String offline = "offline-" + UUID.randomUUID();
        try (var window = DemoWindow.open(chromium, platform, "")) {
            window.awaitNoteState(ANN, "Saved");
            window.awaitNoteState(BOB, "Saved");
            awaitEditors(platform, ANN, BOB);
            window.write(BOB, online);
            window.awaitNote(ANN, online);

            window.click(BOB, ".network");
            window.write(BOB, offline);
            window.awaitNoteState(BOB, "Not saved: kept in this browser");
            assertThat(window.note(ANN).textContent()).doesNotContain(offline);
            window.click(BOB, ".network");

            window.awaitNote(ANN, offline);
            window.awaitNoteState(BOB, "Saved");
            assertThat(window.defects()).isEmpty();
        }
    }

    @Test
    void bringsBackForEverybodyWhatSomebodyKept(LocalPlatform platform) {
        String kept = "kept-" + UUID.randomUUID();
        String later = "later-" + UUID.randomUUID();
        try (var ann = DemoWindow.open(chromium, platform, "?person=ann");
                var bob = DemoWindow.open(chromium, platform, "?person=bob")) {
            ann.awaitNoteState(ANN, "Saved");
            bob.awaitNoteState(BOB, "Saved");
            ann.write(ANN, kept);
            ann.keepVersion(ANN, kept);
            bob.awaitNote(BOB, kept);

            bob.rewrite(BOB, later);
            ann.awaitNote(ANN, later);
            assertThat(ann.note(ANN).textContent()).doesNotContain(kept);
            assertThat(bob.showVersion(BOB, kept)).contains(kept);
            bob.restoreVersion(BOB, kept);

            ann.awaitNote(ANN, kept);
            assertThat(ann.note(ANN).textContent()).doesNotContain(later);
            bob.awaitNoteState(BOB, "Saved");
            bob.note(BOB).press("Control+Z");
            ann.awaitNote(ANN, later);
            assertThat(ann.defects()).isEmpty();
            assertThat(bob.defects()).isEmpty();
        }
    }

    /** As somebody sees them who has not opened the note. */
    private static void awaitEditors(LocalPlatform platform, String... users) {
        String zoe = "zoe-" + UUID.randomUUID();
        String token = requireNonNull(platform.tokens(List.of(zoe)).get(zoe));
        Set<String> keys = ConcurrentHashMap.newKeySet();
        try (var client = HeliographClient.builder(URI.create(platform.now().url()), _ -> token)
                .build()) {
            var _ = client.subscribe(new ChannelName("document:demo/note"), new SubscriptionListener() {
                @Override
                public void message(Message message) {}

                @Override
                public void stateChanged(SubscriptionEvent.StateChanged change) {
                    keys.addAll(change.changed().keySet());
                }
            });
            client.connect().orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
            await().atMost(SOON).until(() -> Stream.of(users).allMatch(user -> keys.contains("member:" + user)));
        }
    }

    /** Has Bob come back until both processes serve somebody; in the test's thread, to which its pages belong. */
    private static void spread(LocalPlatform platform, DemoWindow bob) {
        await().pollInSameThread().atMost(SOON).until(() -> {
            boolean isSpread = PROCESSES.stream().allMatch(process -> isServing(platform, process));
            if (!isSpread) {
                comeBack(bob);
            }
            return isSpread;
        });
    }

    private static void comeBack(DemoWindow bob) {
        bob.click(BOB, ".network");
        bob.awaitNoteState(BOB, "Connecting …");
        bob.click(BOB, ".network");
        bob.awaitNoteState(BOB, "Saved");
    }

    private static boolean isServing(LocalPlatform platform, String process) {
        return platform.metrics(process).sum("heliograph_document_connections", "") > 0;
    }
}
