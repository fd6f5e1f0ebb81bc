package dev.penstock.examples.booking;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.simulator.phone.PhoneSession;
import dev.penstock.simulator.phone.page.Browser;
import dev.penstock.simulator.phone.page.PhonePage;
import dev.penstock.testing.EndpointLine;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A phone on a page in a real browser, used by what a person reads there: labels, options, the words on buttons. */
final class PhoneOnScreen implements AutoCloseable {

    /** How the page looks. */
    record Look(String platform, String theme, String dir, int width) {
        private String hash() {
            return "platform=%s&theme=%s&dir=%s".formatted(platform, theme, dir);
        }

        private String name() {
            return "%s-%s-%s-%d".formatted(platform, theme, dir, width);
        }
    }

    static final Look DESKTOP = new Look("android", "light", "ltr", 1280);

    final PhoneSession session;
    private final ExecutorService calls = Executors.newSingleThreadExecutor();
    private final PhonePage phonePage;
    private final Browser.Tab tab;
    private final Page page;
    private final String name;
    private int pictures;

    PhoneOnScreen(
            Browser browser,
            Look look,
            String name,
            FlowJson flow,
            EndpointLine line,
            String token,
            Language language) {
        boolean isSpanish = language == Language.SPANISH;
        session = PhoneSession.builder(flow)
                .business("Harbour House")
                .message(
                        isSpanish
                                ? "Hola, Íñigo: aquí puede reservar en un momento."
                                : "Hello Ada, book here in a minute or two.",
                        isSpanish ? "Reservar" : "Book now")
                .flowToken(token)
                .line(line)
                .executor(calls)
                .build();
        phonePage = PhonePage.builder(session).flowName(name).start();
        tab = browser.open(phonePage, look.hash(), look.width(), 900);
        page = tab.page;
        this.name = name + "-" + look.name();
    }

    /** Taps the button of the message in the chat. */
    void open() {
        page.click(".chat-cta");
    }

    /** Chooses from a list that opens over the screen, and waits for what the endpoint makes of it. */
    void choose(String label, String option) {
        button(label).click();
        page.getByRole(AriaRole.LISTBOX)
                .getByRole(AriaRole.OPTION)
                .filter(new Locator.FilterOptions().setHasText(option))
                .first()
                .click();
        page.waitForSelector(".field-value:has-text('" + option + "')");
        settle();
    }

    /** Chooses the first option that can be chosen, and says which that was. */
    String chooseFirst(String label) {
        button(label).click();
        Locator first = page.getByRole(AriaRole.LISTBOX)
                .getByRole(AriaRole.OPTION, new Locator.GetByRoleOptions().setDisabled(false))
                .first();
        String words = first.locator(".choice-title").innerText();
        first.click();
        page.waitForSelector(".field-value:has-text('" + words + "')");
        settle();
        return words;
    }

    /** Ticks a box, a radio button or an opt-in, or unticks it. */
    void tick(String label) {
        page.locator(".flow")
                .getByLabel(label, new Locator.GetByLabelOptions().setExact(false))
                .first()
                .dispatchEvent("click");
        settle();
    }

    void type(String label, String text) {
        page.locator(".flow").getByLabel(label).fill(text);
    }

    void pick(String label, FilePayload file) {
        pickInVain(label, file);
        see(file.name);
    }

    void pickInVain(String label, FilePayload file) {
        page.locator(".flow input[type=file][aria-label='" + label + "']").setInputFiles(file);
        settle();
    }

    void tap(String words) {
        button(words).click();
        settle();
    }

    void back() {
        page.locator(".flow").getByRole(AriaRole.BUTTON, exactly("Back")).click();
        settle();
    }

    private Locator button(String words) {
        return page.locator(".flow")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words))
                .first();
    }

    private static Locator.GetByRoleOptions exactly(String words) {
        return new Locator.GetByRoleOptions().setName(words).setExact(true);
    }

    private void settle() {
        // The page has what the engine knows once its queue of events is empty.
        page.waitForFunction("() => !document.querySelector('penstock-page').isBusy");
        page.waitForSelector(".progress", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
    }

    void see(String text) {
        page.getByText(text).first().waitFor();
    }

    void seeTitle(String title) {
        page.waitForSelector(".screen-title:has-text('" + title + "')");
        settle();
    }

    boolean canOpen() {
        return page.locator(".chat-cta").first().isEnabled();
    }

    Page page() {
        return page;
    }

    /** Keeps a picture, numbered in the order of the play. */
    void picture(String what) throws IOException {
        pictures++;
        page.waitForTimeout(250); // the slide of a screen or a sheet
        tab.keepPicture("%s-%02d-%s".formatted(name, pictures, what));
    }

    Browser.Tab tab() {
        return tab;
    }

    @Override
    public void close() {
        tab.close();
        phonePage.close();
        calls.shutdownNow();
    }
}
