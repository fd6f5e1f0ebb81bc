package dev.penstock.gateway.config;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** What a key may hold. From this come the reader, the JSON Schema and the reference. */
sealed interface Type {

    /** Ends the sentence "must be …". */
    String words();

    /** Any text of a form. */
    record Words(Pattern form, String words) implements Type {

        static Words of(String form, String words) {
            return new Words(Pattern.compile(form), words);
        }

        static Words any(String words) {
            return of("(?s).+", words);
        }
    }

    /** A whole number. */
    record Whole(long least, long most) implements Type {

        @Override
        public String words() {
            return "a whole number from %d to %d".formatted(least, most);
        }
    }

    /** A time with its unit. */
    record Time(Duration least, Duration most) implements Type {

        static Time between(String least, String most) {
            return new Time(Units.time(least).orElseThrow(), Units.time(most).orElseThrow());
        }

        @Override
        public String words() {
            return "a time from %s to %s, such as 500ms, 8s or 5m".formatted(Units.words(least), Units.words(most));
        }
    }

    /** A size with its unit. */
    record Size(long least, long most) implements Type {

        static Size between(String least, String most) {
            return new Size(Units.size(least).orElseThrow(), Units.size(most).orElseThrow());
        }

        @Override
        public String words() {
            return "a size from %s to %s, such as 64KB, 14MB or 1GiB".formatted(Units.words(least), Units.words(most));
        }
    }

    /** One of a few words. */
    record Choice(List<String> choices) implements Type {

        static Choice of(String... choices) {
            return new Choice(List.of(choices));
        }

        @Override
        public String words() {
            return "one of " + String.join(", ", choices);
        }
    }

    /** A percentage. */
    record Share() implements Type {

        @Override
        public String words() {
            return "a percentage from 1% to 100%";
        }
    }

    /** A moment. */
    record Moment() implements Type {

        @Override
        public String words() {
            return "a moment such as 2026-12-31T00:00:00Z";
        }
    }

    /** A URL of HTTP. */
    record Url() implements Type {

        @Override
        public String words() {
            return "a URL such as http://127.0.0.1:3000/flow or https://backend.example.com/flow";
        }
    }

    /** The URL of a PostgreSQL database, without any password. */
    record JdbcUrl() implements Type {

        @Override
        public String words() {
            return "a URL such as jdbc:postgresql://db/penstock";
        }
    }

    /** A file that is there. */
    record File() implements Type {

        @Override
        public String words() {
            return "the name of a file; a relative one begins at the directory of this configuration";
        }
    }

    /** A directory that is there. */
    record Folder() implements Type {

        @Override
        public String words() {
            return "the name of a directory; a relative one begins at the directory of this configuration";
        }
    }

    /** A file that is there, and that its owner only can read. */
    record KeptFile() implements Type {

        @Override
        public String words() {
            return "the name of a file that its owner only can read";
        }
    }

    /** A file whose content is a secret. */
    record SecretFile() implements Type {

        @Override
        public String words() {
            return "the name of a file that holds the secret, readable by its owner only";
        }
    }

    /** A variable whose content is a secret. */
    record SecretVariable() implements Type {

        @Override
        public String words() {
            return "the name of an environment variable that holds the secret";
        }
    }

    /** Several, or with {@code orOne} just one without the list. */
    record Several(Type each, int least, boolean orOne) implements Type {

        @Override
        public String words() {
            return orOne ? each.words() + "; or a list of these" : "a list, each " + each.words();
        }
    }

    /** Names of one's own with a text each. */
    record Headers() implements Type {

        @Override
        public String words() {
            return "names of headers with their values";
        }
    }

    /** A group of keys. */
    record Group(Shape shape) implements Type {

        @Override
        public String words() {
            return "a group of keys: " + String.join(", ", shape.names());
        }
    }

    /** A word, or a group of keys. */
    record WordOr(String word, Shape shape) implements Type {

        @Override
        public String words() {
            return "%s, or a group of keys: %s".formatted(word, String.join(", ", shape.names()));
        }
    }
}
