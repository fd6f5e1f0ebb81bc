package dev.penstock.gateway.config;

import dev.penstock.gateway.config.YamlNode.Text;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one text as the type of its key. */
record ScalarReader(Source source) {

    private static final Pattern PASSWORD = Pattern.compile("(?i)[?&]\\w*password=|//[^/?]*@");
    private static final int MAX_PORT = 65_535;

    /**
     * What the text holds; nothing if that is wrong, which is then among the mistakes.
     *
     * @param text with its variables expanded
     * @param written as it is in the file, which is all that a message shows
     */
    Optional<?> read(String text, Text written, Type type, String key) {
        return switch (type) {
            case Type.Words words -> held(words.form().matcher(text).matches(), text, written, type, key);
            case Type.Choice choice -> choice(text, written, choice, key);
            case Type.Whole whole -> whole(text, written, whole, key);
            case Type.Time time ->
                Units.time(text)
                        .filter(each -> each.compareTo(time.least()) >= 0 && each.compareTo(time.most()) <= 0)
                        .or(() -> misfit(text, written, time, key));
            case Type.Size size ->
                Units.size(text)
                        .filter(each -> each >= size.least() && each <= size.most())
                        .or(() -> misfit(text, written, size, key));
            case Type.Share share -> share(text, written, share, key);
            case Type.Moment moment -> moment(text, written, moment, key);
            case Type.Url url -> url(text, written, url, key);
            case Type.JdbcUrl url -> jdbcUrl(text, written, url, key);
            case Type.File file -> source.file(text, written.where());
            case Type.Folder folder -> source.folder(text, written.where());
            case Type.KeptFile file ->
                source.file(text, written.where()).filter(path -> source.isKept(path, written.where()));
            case Type.SecretFile secret -> source.secretFile(text, written.where());
            case Type.SecretVariable secret -> source.secretVariable(text, written.where());
            case Type.Group group -> Optional.empty();
            case Type.WordOr choice -> Optional.empty();
            case Type.Several several -> Optional.empty();
            case Type.Headers headers -> Optional.empty();
        };
    }

    private Optional<String> held(boolean fits, String text, Text written, Type type, String key) {
        return fits ? Optional.of(text) : misfit(text, written, type, key);
    }

    private Optional<String> choice(String text, Text written, Type.Choice choice, String key) {
        if (choice.choices().contains(text)) {
            return Optional.of(text);
        }
        add(
                written,
                "%s must be %s, and is %s.%s"
                        .formatted(key, choice.words(), QuotedText.of(written.text()), nearest(text, choice)));
        return Optional.empty();
    }

    private static String nearest(String text, Type.Choice choice) {
        var meant = Meant.by(text, choice.choices());
        return meant.startsWith(" Did") ? meant : "";
    }

    private Optional<Long> whole(String text, Text written, Type.Whole whole, String key) {
        if (text.matches("-?[0-9]{1,18}")) {
            long number = Long.parseLong(text);
            if (number >= whole.least() && number <= whole.most()) {
                return Optional.of(number);
            }
        }
        return misfit(text, written, whole, key);
    }

    private Optional<Long> share(String text, Text written, Type.Share share, String key) {
        if (text.matches("[0-9]{1,3}%")) {
            int percent = Integer.parseInt(text.substring(0, text.length() - 1));
            if (percent >= 1 && percent <= 100) {
                return Optional.of((long) percent);
            }
        }
        return misfit(text, written, share, key);
    }

    private Optional<Instant> moment(String text, Text written, Type.Moment moment, String key) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException other) {
            return misfit(text, written, moment, key);
        }
    }

    private Optional<URI> url(String text, Text written, Type.Url type, String key) {
        try {
            var url = new URI(text);
            if (!Set.of("http", "https").contains(String.valueOf(url.getScheme())) || url.getHost() == null) {
                return misfit(text, written, type, key);
            }
            if (url.getPort() == 0 || url.getPort() > MAX_PORT) {
                add(written, "%s has the port %d: ports are 1 to %d.".formatted(key, url.getPort(), MAX_PORT));
                return Optional.empty();
            }
            if (url.getRawUserInfo() != null) {
                source.mistakes.add(
                        written.where(),
                        ("%s has a user name or password in its URL: send it as a header, authorization: \"Basic"
                                        + " ${NAME}\".")
                                .formatted(key));
                return Optional.empty();
            }
            if (url.getRawFragment() != null) {
                source.mistakes.add(
                        written.where(), "%s has a fragment (#…), which is never sent: remove it.".formatted(key));
                return Optional.empty();
            }
            return Optional.of(url);
        } catch (URISyntaxException malformed) {
            return misfit(text, written, type, key);
        }
    }

    /** A password may come from a variable, as in other texts, but is never written into the file. */
    private Optional<String> jdbcUrl(String text, Text written, Type.JdbcUrl type, String key) {
        if (!text.matches("jdbc:postgresql:.+")) {
            return misfit(text, written, type, key);
        }
        if (PASSWORD.matcher(text).find() && !Variables.isUsedIn(written.text())) {
            add(
                    written,
                    ("%s has a password in its URL, and a secret is not written into the configuration: take it"
                                    + " out, and give password-file or password-env.")
                            .formatted(key));
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private <T> Optional<T> misfit(String text, Text written, Type type, String key) {
        boolean lacksUnit = (type instanceof Type.Time || type instanceof Type.Size) && text.matches("[0-9]+");
        add(
                written,
                "%s must be %s, and is %s%s."
                        .formatted(
                                key,
                                type.words(),
                                QuotedText.of(written.text()),
                                lacksUnit ? ", which has no unit" : ""));
        return Optional.empty();
    }

    private void add(Text written, String sentence) {
        source.mistakes.add(written.where(), sentence);
    }
}
