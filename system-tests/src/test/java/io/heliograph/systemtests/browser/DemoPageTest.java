package io.heliograph.systemtests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.heliograph.cli.platform.Checkout;
import io.heliograph.systemtests.platform.LocalPlatform;
import io.heliograph.systemtests.platform.PlatformExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a visitor does on the demo page, in a browser. Ann and Bob are the page's; texts tell the tests apart. */
@ExtendWith(PlatformExtension.class)
class DemoPageTest {
    private static final String ANN = "ann";
    private static final String BOB = "bob";
    private static final Pattern NOTHING_LOST = Pattern.compile("Back: \\d+ replayed, 0 lost");

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
    void showsANotificationOnBothScreensAndReadsItOnBoth(LocalPlatform platform) {
        try (var phone = DemoWindow.open(chromium, platform, "?person=ann");
                var laptop = DemoWindow.open(chromium, platform, "?person=ann")) {
            phone.awaitGatewayOf(ANN);
            laptop.awaitGatewayOf(ANN);
            int before = unread(phone);

            phone.emit("order", ANN);

            phone.awaitUnread(ANN, before + 1);
            laptop.awaitUnread(ANN, before + 1);
            laptop.click(ANN, ".bell");
            laptop.of(ANN, ".item").first().click();
            laptop.awaitUnread(ANN, before);
            phone.awaitUnread(ANN, before);
            laptop.of(ANN, "[aria-label^='Mark as unread']").first().click();
            laptop.awaitUnread(ANN, before + 1);
            phone.awaitUnread(ANN, before + 1);
            assertThat(phone.defects()).isEmpty();
            assertThat(laptop.defects()).isEmpty();
        }
    }

    @Test
    void forgetsAllThatIsUnreadOnBothScreens(LocalPlatform platform) {
        try (var phone = DemoWindow.open(chromium, platform, "?person=ann");
                var laptop = DemoWindow.open(chromium, platform, "?person=ann")) {
            phone.awaitGatewayOf(ANN);
            int before = unread(phone);
            phone.emit("order", ANN);
            phone.emit("sign-in", ANN);
            phone.awaitUnread(ANN, before + 2);
            laptop.awaitUnread(ANN, before + 2);

            laptop.click(ANN, ".bell");
            laptop.of(ANN, ".panel").getByText("Mark all read").click();

            laptop.awaitUnread(ANN, 0);
            phone.awaitUnread(ANN, 0);
            assertThat(phone.defects()).isEmpty();
            assertThat(laptop.defects()).isEmpty();
        }
    }

    @Test
    void tellsWhyANotificationCame(LocalPlatform platform) {
        try (var window = DemoWindow.open(chromium, platform, "?person=ann")) {
            window.awaitGatewayOf(ANN);
            int before = unread(window);
            window.emit("sign-in", ANN);
            window.awaitUnread(ANN, before + 1);

            window.click(ANN, ".bell");
            window.of(ANN, ".why").first().click();

            assertThat(window.explanation(ANN))
                    .contains("On screens: told at once", "The category cannot be switched off.");
            assertThat(window.defects()).isEmpty();
        }
    }

    @Test
    void keepsAwayWhatWasSwitchedOffAndOnlyThat(LocalPlatform platform) {
        try (var phone = DemoWindow.open(chromium, platform, "?person=ann");
                var laptop = DemoWindow.open(chromium, platform, "?person=ann")) {
            phone.awaitGatewayOf(ANN);
            int before = unread(phone);
            laptop.switchCategory(ANN, "orders", false);
            try {
                phone.emit("order", ANN);
                phone.emit("sign-in", ANN); // one after the other: when this is there, the order was decided

                phone.awaitUnread(ANN, before + 1);
                phone.click(ANN, ".bell");
                assertThat(phone.of(ANN, ".item .title").first().textContent()).startsWith("New sign-in");
            } finally {
                laptop.switchCategory(ANN, "orders", true);
            }
            assertThat(phone.defects()).isEmpty();
            assertThat(laptop.defects()).isEmpty();
        }
    }

    @Test
    void carriesAConversationBetweenTwoBrowsers(LocalPlatform platform) {
        String question = "What about lunch? " + UUID.randomUUID();
        String answer = "At noon. " + UUID.randomUUID();
        try (var ann = DemoWindow.open(chromium, platform, "?person=ann");
                var bob = DemoWindow.open(chromium, platform, "?person=bob")) {
            ann.awaitGatewayOf(ANN);
            bob.awaitGatewayOf(BOB);

            ann.say(ANN, question);
            bob.awaitLine(BOB, question);
            bob.say(BOB, answer);
            ann.awaitLine(ANN, answer);

            assertThat(ann.defects()).isEmpty();
        }
    }

    @Test
    void showsWhoIsThereAndWhoIsTyping(LocalPlatform platform) {
        try (var ann = DemoWindow.open(chromium, platform, "?person=ann");
                var bob = DemoWindow.open(chromium, platform, "?person=bob")) {
            ann.awaitGatewayOf(ANN);
            bob.awaitGatewayOf(BOB);
            ann.awaitPresent(ANN, BOB);
            bob.awaitPresent(BOB, ANN);

            bob.type(BOB, "I thi");
            ann.awaitTyping(ANN, "Bob is typing …");
            bob.type(BOB, "nk so");
            bob.say(BOB, "I think so " + UUID.randomUUID());
            ann.awaitTyping(ANN, "");

            assertThat(ann.defects()).isEmpty();
            assertThat(bob.defects()).isEmpty();
        }
    }

    @Test
    void showsThatSomebodyHasLeft(LocalPlatform platform) {
        try (var ann = DemoWindow.open(chromium, platform, "?person=ann");
                var bob = DemoWindow.open(chromium, platform, "?person=bob")) {
            ann.awaitGatewayOf(ANN);
            bob.awaitGatewayOf(BOB);
            ann.awaitPresent(ANN, BOB);

            bob.click(BOB, ".network");
            ann.awaitAbsent(ANN, BOB);
            bob.click(BOB, ".network");

            ann.awaitPresent(ANN, BOB);
            assertThat(ann.defects()).isEmpty();
        }
    }

    @Test
    void countsWhatWasNotSeenAndForgetsItOnBothScreens(LocalPlatform platform) {
        try (var phone = DemoWindow.open(chromium, platform, "?person=ann");
                var laptop = DemoWindow.open(chromium, platform, "?person=ann")) {
            phone.awaitGatewayOf(ANN);
            laptop.awaitGatewayOf(ANN);

            phone.emit("comment", BOB);

            phone.awaitUnseen(ANN, true);
            laptop.awaitUnseen(ANN, true);
            laptop.click(ANN, ".seen");
            laptop.awaitUnseen(ANN, false);
            phone.awaitUnseen(ANN, false);
            assertThat(phone.defects()).isEmpty();
        }
    }

    @Test
    void losesNothingWhenAGatewayIsKilled(LocalPlatform platform) {
        try (var window = DemoWindow.open(chromium, platform, "")) {
            window.awaitGatewayOf(ANN);
            String gateway = window.awaitGatewayOf(BOB);
            long pid = platform.pid(gateway);

            window.click(BOB, ".kill");

            window.awaitOutcome(BOB, NOTHING_LOST);
            window.awaitLine(BOB, "none of this gets lost");
            assertThat(window.awaitOutcome(BOB, NOTHING_LOST)).contains("0 lost");
            platform.awaitOtherThan(gateway, pid);
            assertThat(window.defects()).isEmpty();
        }
    }

    @Test
    void replaysWhatWasSaidToSomebodyOffline(LocalPlatform platform) {
        String first = "One " + UUID.randomUUID();
        String second = "Two " + UUID.randomUUID();
        String own = "Said in a tunnel " + UUID.randomUUID();
        try (var window = DemoWindow.open(chromium, platform, "")) {
            window.awaitGatewayOf(ANN);
            window.awaitGatewayOf(BOB);

            window.click(BOB, ".network");
            window.say(BOB, own);
            window.say(ANN, first);
            window.say(ANN, second);
            window.awaitLine(ANN, second);
            assertThat(window.of(BOB, ".lines").textContent()).doesNotContain(first, second);
            assertThat(window.of(ANN, ".lines").textContent()).doesNotContain(own);
            window.click(BOB, ".network");

            window.awaitOutcome(BOB, Pattern.compile("Back: 2 replayed, 0 lost"));
            window.awaitLine(BOB, second);
            window.awaitLine(ANN, own);
            assertThat(window.defects()).isEmpty();
        }
    }

    /**
     * Run with {@code -Dheliograph.pictures=true} on a fresh platform, alone: {@code -Dtest=DemoPageTest#takesThePicturesOfTheReadme}. Fails when both people
     * happen to be on one gateway: then nothing is missed, and there is nothing to be seen.
     */
    @Test
    @EnabledIfSystemProperty(named = "heliograph.pictures", matches = "true")
    void takesThePicturesOfTheReadme(LocalPlatform platform) throws Exception {
        Path folder = Files.createDirectories(Checkout.find().root().resolve("docs/images"));
        try (var window = DemoWindow.open(chromium, platform, "")) {
            String gateway = window.awaitGatewayOf(ANN);
            assertThat(window.awaitGatewayOf(BOB)).isNotEqualTo(gateway);
            window.say(ANN, "Morning! Is the launch plan final?");
            window.awaitLine(BOB, "launch plan");
            window.say(BOB, "Nearly. I am reading your comments.");
            window.awaitLine(ANN, "reading your comments");
            window.emit("sign-in", ANN);
            window.emit("order", ANN);
            window.emit("comment", ANN);
            window.emit("comment", BOB);
            window.click(BOB, ".kill");
            window.awaitOutcome(BOB, NOTHING_LOST);
            window.awaitLine(BOB, "none of this gets lost");
            window.awaitGatewayOf(BOB);
            window.awaitPresent(ANN, BOB);
            window.awaitUnseen(ANN, true);
            window.click(ANN, ".bell");
            window.of(ANN, ".item").nth(1).waitFor();
            window.type(ANN, "All of it arri");
            window.awaitTyping(BOB, "Ann is typing …");
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                Path picture =
                        folder.resolve("demo-%s.png".formatted(scheme.name().toLowerCase(Locale.ROOT)));
                window.picture(picture, scheme);

                assertThat(Files.size(picture)).isLessThan(250_000);
            }
        }
    }

    private static int unread(DemoWindow window) {
        var badge = window.of(ANN, ".badge");
        return badge.count() == 0 ? 0 : Integer.parseInt(badge.textContent());
    }
}
