package dev.penstock.gateway.config;

import dev.penstock.gateway.config.YamlNode.Entry;
import dev.penstock.gateway.config.YamlNode.Text;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which headers may be sent to a backend beside ours, and that their secrets come from variables. */
record HeaderRules(Source source) {

    private static final Set<String> OURS = Set.of(
            "host",
            "connection",
            "content-length",
            "content-type",
            "transfer-encoding",
            "upgrade",
            "expect",
            "te",
            "trailer",
            "traceparent",
            "date",
            "keep-alive");

    private static final Set<String> SECRET =
            Set.of("authorization", "proxy-authorization", "cookie", "x-api-key", "api-key", "x-auth-token");

    Optional<String> value(Entry header) {
        var name = header.key().toLowerCase(Locale.ROOT);
        if (!name.matches("[a-z0-9!#$%&'*+.^_`|~-]{1,100}")) {
            add(header.where(), "%s is no name of a header.".formatted(QuotedText.of(header.key())));
            return Optional.empty();
        }
        if (OURS.contains(name) || name.startsWith("webhook-") || name.startsWith("penstock-")) {
            add(header.where(), "The header %s is set by Penstock or by HTTP itself: remove it.".formatted(name));
            return Optional.empty();
        }
        if (!(header.value() instanceof Text text) || text.isNothing()) {
            add(header.value().where(), "The header %s must be a text.".formatted(name));
            return Optional.empty();
        }
        if (SECRET.contains(name) && !Variables.isUsedIn(text.text())) {
            add(
                    text.where(),
                    ("The header %s is a secret, and a secret is not written into the configuration: put it into an"
                                    + " environment variable and give ${NAME}.")
                            .formatted(name));
            return Optional.empty();
        }
        return source.variables
                .expand(text.text(), text.where(), source.mistakes)
                .filter(value -> isOneLine(value, name, text.where()));
    }

    private boolean isOneLine(String value, String name, Where where) {
        boolean fits = value.chars().allMatch(each -> (each >= ' ' && each < 0x7f) || each == '\t');
        if (!fits) {
            add(where, "The header %s must be one line of ASCII.".formatted(name));
        }
        return fits;
    }

    private void add(Where where, String sentence) {
        source.mistakes.add(where, sentence);
    }
}
