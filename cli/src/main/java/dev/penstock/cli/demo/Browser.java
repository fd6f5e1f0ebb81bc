package dev.penstock.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Opens an address in the browser of whoever sits here: what BROWSER names, or what the system does with addresses. */
public final class Browser {

    private Browser() {}

    static List<String> command(String system, Optional<String> browser, URI address) {
        var words = system.toLowerCase(Locale.ROOT);
        if (browser.filter(name -> !name.isBlank()).isPresent()) {
            return List.of(browser.get(), address.toString());
        }
        if (words.contains("windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler", address.toString());
        }
        return List.of(words.contains("mac") ? "open" : "xdg-open", address.toString());
    }

    /** Whether a browser could be started. */
    public static boolean open(URI address) {
        return start(
                command(System.getProperty("os.name", ""), Optional.ofNullable(System.getenv("BROWSER")), address));
    }

    static boolean start(List<String> command) {
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException notThere) {
            return false;
        }
    }
}
