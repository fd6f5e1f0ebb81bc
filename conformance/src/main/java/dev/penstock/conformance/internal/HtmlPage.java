package dev.penstock.conformance.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The frame of every HTML report: one file that needs nothing else, neither script nor network, in light and dark.
 * Reports add their own styles and what stands on the page.
 */
public final class HtmlPage {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.UK).withZone(ZoneOffset.UTC);

    private HtmlPage() {}

    /**
     * Writes a page.
     *
     * @param title what the browser calls it; escaped here
     * @param light the report's own colours in light, as CSS declarations
     * @param dark the same in dark
     * @param style the report's own styles, which come after those of all reports
     * @param main what stands on the page; escaped already
     * @return an HTML document, to be stored as UTF-8
     */
    public static String of(String title, String light, String dark, String style, String main) {
        return """
                <!doctype html>
                <html lang="en-GB">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>%s%s%s</style>
                </head>
                <body>
                <main>
                %s
                </main>
                </body>
                </html>
                """.formatted(escape(title), COLOURS.formatted(light, dark), STYLE, style, main.strip());
    }

    /**
     * Words a time as reports do.
     *
     * @param at the time
     * @return day, hour and minute in UTC
     */
    public static String time(Instant at) {
        return TIME.format(at);
    }

    /**
     * Makes text harmless in HTML.
     *
     * @param text any text
     * @return the text, for an element or a quoted attribute
     */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static final String COLOURS = """
            :root{--ink:#17211d;--quiet:#63706a;--paper:#fbfbf9;--card:#fff;--line:#e3e6e2;
              %s;color-scheme:light dark}
            @media (prefers-color-scheme:dark){:root{--ink:#e8ece9;--quiet:#97a39d;--paper:#121715;--card:#1a211e;--line:#2c3531;
              %s}}
            """;

    private static final String STYLE = """
            *{box-sizing:border-box}
            body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
            main{max-width:62rem;margin:0 auto;padding:3rem 1.25rem 5rem}
            .kicker{margin:0;color:var(--quiet);font-size:.875rem}
            h1{margin:.1rem 0 .5rem;font-size:2rem;line-height:1.2;letter-spacing:-.02em}
            code{font:.9em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
            .quiet{color:var(--quiet);font-size:.875rem}
            """;
}
