package dev.penstock.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserTest {

    private static final URI PAGE = URI.create("http://127.0.0.1:8081/?key=a");

    @TempDir
    Path directory;

    @Test
    void asksTheSystemOrTheBrowserThatIsNamed() {
        assertThat(Browser.command("Linux", Optional.empty(), PAGE)).containsExactly("xdg-open", PAGE.toString());
        assertThat(Browser.command("Mac OS X", Optional.of(" "), PAGE)).containsExactly("open", PAGE.toString());
        assertThat(Browser.command("Windows 11", Optional.empty(), PAGE))
                .startsWith("rundll32")
                .endsWith(PAGE.toString());
        assertThat(Browser.command("Linux", Optional.of("firefox"), PAGE)).containsExactly("firefox", PAGE.toString());
    }

    @Test
    void startsItOrSaysThatItCannot() {
        var opened = directory.resolve("opened");

        assertThat(Browser.start(List.of("touch", opened.toString()))).isTrue();
        await().until(() -> Files.exists(opened));
        assertThat(Browser.start(List.of("no-such-browser", PAGE.toString()))).isFalse();
    }
}
