package io.heliograph.systemtests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.heliograph.systemtests.platform.LocalPlatform;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** The demo page in a browser of its own, with nothing in common with another one but the platform. */
final class DemoWindow implements AutoCloseable {
    private static final double SOON_MILLIS = 30_000;
    /** Somebody leaves after a grace of 30 s; a gateway that died, or an earlier test's window, takes up to 60 s. */
    private static final double GONE_WITHIN_MILLIS = 120_000;

    private final BrowserContext context;
    private final Page page;
    private final List<String> defects = new CopyOnWriteArrayList<>();

    private DemoWindow(BrowserContext context, Page page) {
        this.context = context;
        this.page = page;
    }

    /** @param query {@code ""} for both people, {@code "?person=ann"} for one */
    static DemoWindow open(Chromium chromium, LocalPlatform platform, String query) {
        BrowserContext context = chromium.browser()
                .newContext(new Browser.NewContextOptions().setLocale("en-GB").setViewportSize(1_240, 830));
        Page page = context.newPage();
        DemoWindow window = new DemoWindow(context, page);
        page.onPageError(window.defects::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                window.defects.add(message.text());
            }
        });
        page.navigate(platform.now().url() + "/" + query);
        return window;
    }

    /** What must not happen in a page: an exception, or something that its policy forbids. */
    List<String> defects() {
        return List.copyOf(defects);
    }

    /** Waits until the person is connected and the page knows where. */
    String awaitGatewayOf(String person) {
        Locator where = of(person, ".where");
        containsSoon(where, Pattern.compile("gateway-\\d+"));
        return where.textContent().replaceAll(".*(gateway-\\d+).*", "$1");
    }

    void say(String person, String text) {
        of(person, ".room input").fill(text);
        of(person, ".room input").press("Enter");
    }

    /** Presses keys without sending anything. */
    void type(String person, String text) {
        of(person, ".room input").pressSequentially(text);
    }

    /** Waits until the person sees this, or nothing, below the lines. */
    void awaitTyping(String person, String text) {
        assertThat(of(person, ".typing")).hasText(text, new HasTextOptions().setTimeout(SOON_MILLIS));
    }

    /** Waits until the person sees another one in the lobby, online. */
    void awaitPresent(String person, String other) {
        assertThat(inLobby(person, other))
                .hasAttribute("data-status", "online", new HasAttributeOptions().setTimeout(SOON_MILLIS));
    }

    /** Waits until the person sees another one in the lobby no longer. */
    void awaitAbsent(String person, String other) {
        assertThat(inLobby(person, other)).hasCount(0, new HasCountOptions().setTimeout(GONE_WITHIN_MILLIS));
    }

    /** Waits until the activity tells that some of it was not seen, or none. */
    void awaitUnseen(String person, boolean some) {
        assertThat(of(person, ".unseen"))
                .hasText(Pattern.compile(some ? "\\d+\\+? new" : "^$"), new HasTextOptions().setTimeout(SOON_MILLIS));
    }

    private Locator inLobby(String person, String other) {
        return of(person, "heliograph-presence [data-user=%s]".formatted(other));
    }

    void awaitLine(String person, String text) {
        assertThat(of(person, ".lines")).containsText(text, new ContainsTextOptions().setTimeout(SOON_MILLIS));
    }

    void click(String person, String selector) {
        of(person, selector).click();
    }

    void emit(String event, String user) {
        page.click("[data-emit=%s][data-user=%s]".formatted(event, user));
    }

    /** Waits until the bell tells so many; none is no badge. */
    void awaitUnread(String person, int number) {
        if (number == 0) {
            assertThat(of(person, ".badge")).hasCount(0, new HasCountOptions().setTimeout(SOON_MILLIS));
        } else {
            assertThat(of(person, ".badge"))
                    .hasText(Integer.toString(number), new HasTextOptions().setTimeout(SOON_MILLIS));
        }
    }

    /** Opens the settings, switches whether notifications of a category come, and closes them when that is saved. */
    void switchCategory(String person, String category, boolean on) {
        click(person, ".bell");
        click(person, ".gear");
        of(person, "[data-category=%s][data-channel=in-app]".formatted(category))
                .setChecked(on);
        assertThat(of(person, ".said")).hasText("Saved.", new HasTextOptions().setTimeout(SOON_MILLIS));
        click(person, ".bell");
    }

    /** Waits until the page tells why a notification came. */
    String explanation(String person) {
        of(person, "dl").waitFor();
        return of(person, "dl").textContent();
    }

    Locator note(String person) {
        return of(person, ".note .cm-content");
    }

    /** Writes at the beginning of the note, in a line of its own. */
    void write(String person, String text) {
        note(person).press("Control+Home");
        note(person).press("Enter");
        note(person).press("ArrowUp");
        writeOn(text);
    }

    /** Writes where the cursor is. */
    void writeOn(String text) {
        page.keyboard().type(text);
    }

    void awaitNote(String person, String text) {
        assertThat(note(person)).containsText(text, new ContainsTextOptions().setTimeout(SOON_MILLIS));
    }

    void awaitNoteState(String person, String state) {
        assertThat(of(person, ".saved")).hasText(state, new HasTextOptions().setTimeout(SOON_MILLIS));
    }

    /** Waits until the person sees where another one is in the note. */
    void awaitCursor(String person, String name) {
        assertThat(of(person, ".cm-ySelectionInfo")).hasText(name, new HasTextOptions().setTimeout(SOON_MILLIS));
    }

    void awaitNoCursors(String person) {
        assertThat(of(person, ".cm-ySelectionInfo")).hasCount(0, new HasCountOptions().setTimeout(SOON_MILLIS));
    }

    /** Replaces the whole note. */
    void rewrite(String person, String text) {
        note(person).press("Control+A");
        note(person).press("Delete"); // typing over a cursor of somebody else may leave the name there, in Chromium
        writeOn(text);
    }

    void keepVersion(String person, String name) {
        of(person, ".versions input").fill(name);
        of(person, ".versions input").press("Enter");
        awaitVersionOutcome(person, "Kept as “%s”".formatted(name));
    }

    /** Shows what the note was like; it need not be the person's who kept it. */
    String showVersion(String person, String name) {
        version(person, name).locator(".show-version").click();
        version(person, name).locator(".then").waitFor();
        return version(person, name).locator(".then").textContent();
    }

    void restoreVersion(String person, String name) {
        version(person, name).locator(".restore-version").click();
        awaitVersionOutcome(person, "“%s” is back, as an edit: Ctrl+Z in the note undoes it".formatted(name));
    }

    private Locator version(String person, String name) {
        return of(person, ".versions li[data-name='%s']".formatted(name));
    }

    private void awaitVersionOutcome(String person, String outcome) {
        assertThat(of(person, ".version-outcome")).hasText(outcome, new HasTextOptions().setTimeout(SOON_MILLIS));
    }

    /** Waits until the page says what an outage cost. */
    String awaitOutcome(String person, Pattern expected) {
        containsSoon(of(person, ".outcome"), expected);
        return of(person, ".outcome").textContent();
    }

    /**
     * Presses the button that kills a process of document-service, the next one each time.
     *
     * @param expected the processes that the page has not told to be dead before
     * @return which one the page tells to be dead
     */
    String killDocuments(String person, Collection<String> expected) {
        Pattern dead = Pattern.compile("(%s) (is dead|died)".formatted(String.join("|", expected)));
        click(person, ".kill-documents");
        containsSoon(of(person, ".note-outcome"), dead);
        return of(person, ".note-outcome").textContent().replaceAll(" .*", "");
    }

    /** Waits until the page says what that cost the note, or that another process served it. */
    String awaitDocumentsOutcome(String person) {
        containsSoon(of(person, ".note-outcome"), Pattern.compile("saved again after .+ lost|is on another one"));
        return of(person, ".note-outcome").textContent();
    }

    Locator of(String person, String selector) {
        return page.locator("#" + person + " " + selector);
    }

    /** As somebody who closes the tab. */
    void leave() {
        page.close();
    }

    /** Takes a picture once nothing of the page moves any more. */
    void picture(Path file, ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.waitForFunction("() => document.getAnimations().every((animation) => animation.playState === 'finished')");
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    @Override
    public void close() {
        context.close();
    }

    private static void containsSoon(Locator locator, Pattern pattern) {
        assertThat(locator).containsText(pattern, new ContainsTextOptions().setTimeout(SOON_MILLIS));
    }
}
