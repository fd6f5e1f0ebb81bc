package dev.penstock.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.penstock.crypto.OwnerOnly;
import dev.penstock.crypto.PrivateKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationMistakesTest {

    /** One endpoint that is right; what is wrong comes before or behind it. */
    private static final String ENDPOINT = """
        endpoints:
          - path: /flows/booking
            private-key-file: key.pem
            app-secrets: [{file: secret}]
            backend: {url: "http://127.0.0.1:1/flow"}
        """;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void writeFiles() throws IOException {
        OwnerOnly.write(
                directory.resolve("key.pem"),
                PrivateKeys.clearPem(PrivateKeys.generate()).getBytes(StandardCharsets.US_ASCII));
        OwnerOnly.write(
                directory.resolve("secret"), "0123456789abcdef0123456789abcdef\n".getBytes(StandardCharsets.US_ASCII));
        OwnerOnly.write(directory.resolve("short"), "abc".getBytes(StandardCharsets.US_ASCII));
        OwnerOnly.write(directory.resolve("empty"), new byte[0]);
        var secret = "0123456789abcdef0123456789abcdef\n";
        OwnerOnly.write(directory.resolve("two-lines"), (secret + "more").getBytes(StandardCharsets.US_ASCII));
        OwnerOnly.write(directory.resolve("marked"), ("\uFEFF" + secret).getBytes(StandardCharsets.UTF_8));
        OwnerOnly.write(directory.resolve("utf-16"), secret.getBytes(StandardCharsets.UTF_16LE));
        OwnerOnly.write(directory.resolve("binary"), new byte[] {'a', (byte) 0xFF, 'b'});
        Files.writeString(directory.resolve("not.json"), "{");
        Files.writeString(directory.resolve("open"), "0123456789abcdef0123456789abcdef");
        Files.setPosixFilePermissions(directory.resolve("open"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.createDirectory(directory.resolve("no-keys"));
    }

    /** A file with one mistake, where it is, and a part of the sentence that says it. */
    private record Case(String yaml, int line, int column, String sentence) {}

    private static Case before(String yaml, int line, int column, String sentence) {
        return new Case(yaml + "\n" + ENDPOINT, line, column, sentence);
    }

    /** The endpoint with a text of it replaced; lines stay as they are. */
    private static Case with(String right, String wrong, int line, int column, String sentence) {
        assertThat(ENDPOINT).contains(right);
        return new Case(ENDPOINT.replace(right, wrong), line, column, sentence);
    }

    private static final List<Case> CASES = List.of(
            before("servr: {port: 1}", 1, 1, "There is no key \"servr\". Did you mean \"server\"?"),
            before("server: {prot: 1}", 1, 10, "There is no key \"prot\" in server. Did you mean \"port\"?"),
            before("telemetry: {metrics: none}", 1, 1, "There is no key \"telemetry\". There are: server,"),
            before(
                    "server: {port: 70000}",
                    1,
                    16,
                    "'port' in server must be a whole number from 0 to 65535, and is \"70000\""),
            before("server: {port: many}", 1, 16, "must be a whole number"),
            before("server: {port: 80.5}", 1, 16, "must be a whole number"),
            before("server: {port: [1, 2]}", 1, 16, "and this is a list"),
            before(
                    "server: 8080",
                    1,
                    9,
                    "server must be a group of keys (host, port, tls, limits, shutdown), and this is a text"),
            before("server: [8080]", 1, 9, "server must be a group of keys"),
            before("server: {host: \"a b\"}", 1, 16, "'host' in server must be a name or address"),
            before("server:\n  limits: {request-deadline: 30}", 2, 30, "which has no unit"),
            before("server:\n  limits: {request-deadline: 30x}", 2, 30, "must be a time from 100ms to 5m"),
            before("server:\n  limits: {request-deadline: 1h}", 2, 30, "must be a time from 100ms to 5m"),
            before(
                    "server:\n  limits: {body: 14}",
                    2,
                    18,
                    "must be a size from 1KB to 1GiB, such as 64KB, 14MB or 1GiB, and is \"14\", which has no unit"),
            before("server:\n  limits: {body: -1MB}", 2, 18, "must be a size"),
            before("server:\n  limits: {bdy: 14MB}", 2, 12, "Did you mean \"body\"?"),
            before("server:\n  shutdown: {drain: -5s}", 2, 21, "'drain' in server.shutdown must be a time"),
            before(
                    "server:\n  tls: {certificate-file: gone.crt, private-key-file: key.pem}",
                    2,
                    27,
                    "There is no file \"gone.crt\""),
            before("server:\n  tls: {certificate-file: secret}", 2, 8, "'private-key-file' is missing in server.tls"),
            before("admin:", 1, 7, "'admin' has no value"),
            before("replay: {keep: 1s}", 1, 16, "'keep' in replay must be a time from 1m to 1d"),
            before("replay: {memory: 1TB}", 1, 18, "'memory' in replay must be a size"),
            before(
                    "replay: {submissions: redis}",
                    1,
                    23,
                    "Recognising repeats in Redis needs to know which: add redis."),
            before(
                    "replay: {requests: postgres}",
                    1,
                    20,
                    "Recognising repeats in PostgreSQL needs a database: add database."),
            before(
                    "events: {destinations: [{name: lake, kafka: {brokers: \"127.0.0.1:9092\", topic: t}}]}",
                    1,
                    45,
                    "Kafka needs penstock-kafka.jar: put it beside penstock.jar"),
            before(
                    "events: {destinations: [{name: lake, kafka: {brokers: 127.0.0.1, topic: t}}]}",
                    1,
                    55,
                    "a broker with its port, such as kafka.example.com:9092"),
            before(
                    "events: {destinations: [{name: lake, kafka: {brokers: \"127.0.0.1:9092\"}}]}",
                    1,
                    45,
                    "'topic' is missing in kafka"),
            before(
                    "events: {destinations: [{name: lake}]}",
                    1,
                    25,
                    "One of 'url' or 'kafka' is missing in destinations"),
            before(
                    "events: {destinations: [{name: lake, url: \"http://127.0.0.1:1\", kafka: {brokers: \"a:1\","
                            + " topic: t}}]}",
                    1,
                    72,
                    "'kafka' in destinations cannot be beside 'url'"),
            with(
                    "url:",
                    "media: open, url:",
                    5,
                    22,
                    "To open files the gateway must know where links lead: add media."),
            with("url:", "media: opn, url:", 5, 22, "must be one of as-sent, open"),
            with("{file: secret}", "{file: two-lines}", 4, 26, "The app secret holds a line break"),
            with("{file: secret}", "{file: marked}", 4, 26, "begins with a byte order mark"),
            with("{file: secret}", "{file: utf-16}", 4, 26, "is not plain text in UTF-8"),
            with("{file: secret}", "{file: binary}", 4, 26, "is not plain text in UTF-8"),
            with(
                    "backend:",
                    "flow-json: /dev/zero\n    backend:",
                    5,
                    16,
                    "/dev/zero cannot be read as Flow JSON; penstock flow check says what is wrong."),
            with(":1/flow", ":99999/flow", 5, 20, "'url' in backend has the port 99999: ports are 1 to 65535."),
            with(":1/flow", ":0/flow", 5, 20, "has the port 0"),
            with("/flows/booking", "/../booking", 2, 11, "'path' in endpoints must be a path such as /flows/booking"),
            with("/flows/booking", "/flows/./booking", 2, 11, "'path' in endpoints must be a path"),
            with("flow\"}", "flow\", headers: {x-a: 1, X-A: 2}}", 5, 65, "The header X-A is here twice."),
            before(
                    "tenants: {postgres: {url: \"jdbc:postgresql://db/a\", key-encryption-key-file: secret}}",
                    1,
                    78,
                    "A key-encryption key is the Base64 of 32 random bytes"),
            before("database: {url: \"jdbc:postgresql://a:b@db/a\"}", 1, 17, "has a password in its URL"),
            before(
                    "database: {url: \"jdbc:postgresql://db/a?ssl=true&password=hunter2\"}",
                    1,
                    17,
                    "'url' in database has a password in its URL, and a secret is not written into the configuration"),
            before("database: {url: \"jdbc:mysql://db/a\"}", 1, 17, "a URL such as jdbc:postgresql://db/penstock"),
            before("redis: {url: \"redis://cache:99999\"}", 1, 14, "This is no URL of a Redis"),
            before("server: {port: 9000}\nadmin: {port: 9000}", 2, 15, "admin needs another"),
            before("server: {port: 8081}\nadmin: {host: 127.0.0.1}", 2, 8, "admin needs another"),
            before(
                    "server:\n  tls: {certificate-file: key.pem, private-key-file: key.pem}",
                    2,
                    27,
                    "holds no certificate in PEM form"),
            before("media: {lifetime: 5m}", 1, 8, "'url' is missing in media"),
            before(
                    "media: {url: \"http://files.example.com/media\"}",
                    1,
                    14,
                    "Files that people chose would go to a public host in clear"),
            before("media: {url: \"http://127.0.0.1:8080\"}", 1, 14, "the URL must end with it"),
            before("media: {url: \"http://127.0.0.1:8080/media?a=b\"}", 1, 14, "the URL must end with it"),
            before("media: {url: \"http://127.0.0.1/media\", key-file: short}", 1, 50, "is the Base64 of 32 bytes"),
            before("media: {url: \"http://127.0.0.1/media\", key: abc}", 1, 40, "key-file"),
            before(
                    "media: {url: \"http://127.0.0.1/media\", hosts: [10.0.0.1]}",
                    1,
                    48,
                    "a host name in lower case such as mmg.whatsapp.net"),
            before(
                    "server: {host: 0.0.0.0}\nmedia: {url: \"http://127.0.0.1/media\", loopback: allow}",
                    2,
                    50,
                    "for trying out on one's own machine only"),
            new Case(
                    "media: {url: \"http://127.0.0.1/media\"}\n" + ENDPOINT.replace("/flows/booking", "/media/booking"),
                    1,
                    8,
                    "/media/booking is below /media, where files are given out"),
            before("replay: {submissions: valkey}", 1, 23, "must be one of memory, postgres, redis"),
            before("redis: {user: penstock}", 1, 8, "'url' is missing in redis"),
            before(
                    "redis: {url: \"http://127.0.0.1:6379\"}",
                    1,
                    14,
                    "'url' in redis must be a URL such as redis://127.0.0.1:6379"),
            before("redis: {url: \"redis://a_b:x\"}", 1, 14, "This is no URL of a Redis"),
            before("redis: {url: \"redis://127.0.0.1\", password: word}", 1, 35, "password-file: NAME"),
            before("redis: {url: \"redis://127.0.0.1\", replicas: -1}", 1, 45, "a whole number from 0 to 100"),
            before(
                    "defaults: {flow-token-signature: sometimes}",
                    1,
                    34,
                    "one of off, if-present, required, and is \"sometimes\""),
            before("defaults: {flow-token-signature: reqired}", 1, 34, "Did you mean \"required\"?"),
            before("defaults: {time-budget: 20s}", 1, 25, "must be a time from 100ms to 9s"),
            before("defaults: {response-check: {policy: no}}", 1, 37, "one of refuse, report, off"),
            before("defaults: {port: 1}", 1, 12, "There is no key \"port\" in defaults"),
            before("server: {port: 1}\nserver: {port: 2}", 2, 1, "The key \"server\" is here twice, first in line 1"),
            before("server: &a {port: 1}", 1, 9, "An anchor (&name) is not understood"),
            before("server: {port: !!int 1}", 1, 16, "A tag (!name) is not understood"),
            before("server: {host: *a}", 1, 16, "An alias (*name) is not understood"),
            before("server: {host: \"${GONE}\"}", 1, 16, "The environment variable GONE is not set"),
            before("server: {host: \"${1}\"}", 1, 16, "A variable is written ${NAME} or ${NAME:-fallback}"),
            before("server: {host: \"${HOST\"}", 1, 16, "A variable is written ${NAME}"),
            before("server: {port: \"${WORD}\"}", 1, 16, "must be a whole number from 0 to 65535, and is \"${WORD}\""),
            before("server: {port: 1", 2, 10, "This is not valid YAML"),
            before("server:\n\tport: 1", 2, 1, "This is not valid YAML"),
            before("tenants: {cache: 5}", 1, 10, "One of 'directory' or 'postgres' is missing in tenants"),
            before("tenants: {directory: gone}", 1, 22, "There is no directory \"gone\""),
            before(
                    "tenants:\n  postgres: {url: \"mysql://db\", key-encryption-key-file: secret}",
                    2,
                    19,
                    "a URL such as jdbc:postgresql://db/penstock"),
            before(
                    "tenants:\n  postgres: {url: \"jdbc:postgresql://db/x\"}",
                    2,
                    13,
                    "One of 'key-encryption-key-file' or 'key-encryption-key-env' is missing"),
            before(
                    "tenants: {directory: .}\nwebhooks: {path: /flows/a/b, verify-token-file: secret,"
                            + " app-secrets: [{file: secret}]}",
                    2,
                    18,
                    "/flows/a/b could be the path of a tenant's Flow"),
            new Case("server: {port: 1}", 1, 1, "There is nothing to serve: add endpoints, or tenants."),
            new Case("", 1, 1, "There is nothing in this file"),
            new Case("endpoints: []", 1, 12, "'endpoints' needs 1 at least, and has 0"),
            new Case("endpoints: {}", 1, 12, "'endpoints' must be a list"),
            new Case("just words", 1, 1, "A configuration must be a group of keys"),
            new Case(ENDPOINT + "---\n" + ENDPOINT, 6, 1, "A second document begins here"),
            with("/flows/booking", "flows/booking", 2, 11, "must be a path such as /flows/booking"),
            with("/flows/booking", "/flows/Booking", 2, 11, "cannot be the name of a Flow"),
            with("- path: /flows/booking", "- flow: booking", 2, 5, "'path' is missing in endpoints"),
            with("private-key-file: key.pem", "private-key-file: secret", 3, 23, "This is no key"),
            with("private-key-file: key.pem", "private-key-file: gone.pem", 3, 23, "There is no file \"gone.pem\""),
            with(
                    "private-key-file: key.pem",
                    "private-key-file: no-keys",
                    3,
                    23,
                    "is a directory, and a file is needed"),
            with(
                    "private-key-file: key.pem",
                    "private-key: key.pem",
                    3,
                    5,
                    "A secret is not written into the configuration"),
            with("private-key-file: key.pem", "key-dir: no-keys", 3, 14, "There is no private.pem and no key ring"),
            with(
                    "private-key-file: key.pem",
                    "private-key-file: key.pem\n    key-dir: no-keys",
                    3,
                    23,
                    "'private-key-file' in endpoints cannot be beside 'key-dir'"),
            with(
                    "private-key-file: key.pem",
                    "private-key-file: key.pem\n    passphrase: abcdefg",
                    4,
                    5,
                    "passphrase-env: NAME"),
            with(
                    "private-key-file: key.pem\n    ",
                    "",
                    2,
                    5,
                    "One of 'key-dir' or 'private-key-file' or 'private-key-env' is missing in endpoints"),
            with(
                    "[{file: secret}]",
                    "[0123456789abcdef0123456789abcdef]",
                    4,
                    19,
                    "give file: NAME, or into an environment variable and give env: NAME"),
            with(
                    "[{file: secret}]",
                    "[{file: secret, env: WORD}]",
                    4,
                    39,
                    "'env' in app-secrets cannot be beside 'file'"),
            with("[{file: secret}]", "[{file: short}]", 4, 26, "An app secret has at least 16 characters"),
            with("[{file: secret}]", "[{file: empty}]", 4, 26, "is empty, and should hold a secret"),
            with("[{file: secret}]", "[{file: open}]", 4, 26, "chmod 600"),
            with("[{file: secret}]", "[{env: GONE}]", 4, 25, "The environment variable \"GONE\" is not set"),
            with("[{file: secret}]", "[{file: secret, until: soon}]", 4, 41, "a moment such as 2026-12-31T00:00:00Z"),
            with("[{file: secret}]", "[{file: secret}, {env: SECRET2}]", 4, 41, "An earlier app secret needs an end"),
            with("[{file: secret}]", "[]", 4, 18, "'app-secrets' in endpoints needs 1 at least"),
            with(
                    "\"http://127.0.0.1:1/flow\"",
                    "\"ftp://127.0.0.1/flow\"",
                    5,
                    20,
                    "must be a URL such as http://127.0.0.1:3000/flow"),
            with("\"http://127.0.0.1:1/flow\"", "\"http://u:p@127.0.0.1/flow\"", 5, 20, "send it as a header"),
            with("\"http://127.0.0.1:1/flow\"", "\"http://127.0.0.1/flow#x\"", 5, 20, "has a fragment"),
            with("\"http://127.0.0.1:1/flow\"", "\"http://example.com/flow\"", 5, 20, "make the URL https"),
            with("\"http://127.0.0.1:1/flow\"", "\"http://8.8.8.8/flow\"", 5, 20, "make the URL https"),
            with("\"http://127.0.0.1:1/flow\"", "3000", 5, 20, "must be a URL"),
            with("{url: \"http://127.0.0.1:1/flow\"}", "{timeout: 5s}", 5, 14, "'url' is missing in backend"),
            with(
                    "/flow\"}",
                    "/flow\", headers: {authorization: Bearer abc}}",
                    5,
                    72,
                    "The header authorization is a secret"),
            with("/flow\"}", "/flow\", headers: {host: example.com}}", 5, 57, "The header host is set by Penstock"),
            with("/flow\"}", "/flow\", signing-secret: whsec_abc}", 5, 47, "signing-secret-file: NAME"),
            with("/flow\"}", "/flow\", signing-secret-file: secret}", 5, 68, "whsec_"),
            with("/flow\"}", "/flow\", breaker: on}", 5, 56, "'breaker' in backend must be off, or a group of keys"),
            with("/flow\"}", "/flow\", breaker: {failures: 0%}}", 5, 67, "a percentage from 1% to 100%"),
            with(
                    "/flow\"}",
                    "/flow\", client-certificate-file: secret}",
                    5,
                    72,
                    "needs 'client-private-key-file' beside it"),
            with("/flow\"}", "/flow\", ca-file: secret}", 5, 14, "https"),
            with("/flow\"}", "/flow\", once-per-submission: [SUMMARY]}", 5, 68, "flow-tokens: unique, or issued"),
            with("    backend:", "    flow-json: not.json\n    backend:", 5, 16, "cannot be read as Flow JSON"),
            new Case(
                    ENDPOINT + ENDPOINT.substring(ENDPOINT.indexOf('\n') + 1),
                    6,
                    11,
                    "Two endpoints have the path /flows/booking, the first in line 2"));

    @TestFactory
    Stream<DynamicTest> saysEachMistakeWithItsLineAndColumn() {
        return CASES.stream()
                .map(each -> DynamicTest.dynamicTest(each.sentence(), () -> {
                    var mistakes = mistakesIn(each.yaml());

                    assertThat(mistakes).as(each.yaml()).anySatisfy(mistake -> {
                        assertThat(mistake.sentence()).contains(each.sentence());
                        assertThat(mistake.where().line()).as("line").isEqualTo(each.line());
                        assertThat(mistake.where().column()).as("column").isEqualTo(each.column());
                    });
                    assertThat(mistakes).as("no others: %s", mistakes).hasSize(1);
                }));
    }

    @Test
    void saysAllMistakesOfARunAtOnceInTheOrderOfTheFile() throws IOException {
        var yaml = """
            server: {prot: 1, host: "${GONE}"}
            replay: {keep: 5}
            """ + ENDPOINT.replace("key.pem", "gone.pem").replace("url:", "uri:");

        assertThat(mistakesIn(yaml).stream().map(each -> each.where().line())).containsExactly(1, 1, 2, 5, 7, 7);
    }

    @Test
    void repeatsNothingThatMayBeASecret() throws IOException {
        var secret = "EAAGm0PX4ZCpsBAKZBZCqVZAZB4ZD";
        var yaml = ENDPOINT.replace(
                        "{url: \"http://127.0.0.1:1/flow\"}", "{url: \"%s\", timeout: \"${TOKEN}\"}".formatted(secret))
                .replace("path: /flows/booking", secret + ": x");

        assertThat(mistakesIn(yaml).toString()).doesNotContain(secret).doesNotContain("hidden-value");
    }

    @Test
    void boundsDepthAndSize() throws IOException {
        assertThat(mistakesIn("a: ".repeat(1) + "[".repeat(100_000)).getFirst().sentence())
                .contains("deeper than 20");
        assertThat(mistakesIn("a: " + "x".repeat(5_000_000)).getFirst().sentence())
                .contains("more than 4 MiB");
    }

    @Test
    void saysThatAFileIsMissing() {
        var failure = catchThrowableOfType(
                ConfigurationException.class,
                () -> ConfigurationFile.at(directory.resolve("none.yaml")).read());

        assertThat(failure.getMessage())
                .contains("none.yaml: There is no such file")
                .contains("penstock init");
    }

    private static List<Mistake> mistakesIn(String yaml) throws IOException {
        var file = directory.resolve("penstock.yaml");
        Files.writeString(file, yaml);
        var environment =
                Map.of("WORD", "word", "SECRET2", "fedcba9876543210fedcba9876543210", "TOKEN", "hidden-value");
        var failure = catchThrowableOfType(
                ConfigurationException.class, () -> new ConfigurationFile(file, environment, false).read());
        return failure == null ? new ArrayList<>() : failure.mistakes();
    }
}
