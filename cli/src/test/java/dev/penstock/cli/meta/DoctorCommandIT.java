package dev.penstock.cli.meta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.cli.CommandRun;
import dev.penstock.cli.NamedCommands;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeys;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A set-up over our own server and the emulator, healthy at first, then broken in one place at a time. */
class DoctorCommandIT {

    @TempDir
    Path directory;

    private ExaminedSetUp setUp;
    private EmulatedMeta meta;

    @BeforeEach
    void start() throws Exception {
        setUp = new ExaminedSetUp(directory);
        meta = setUp.meta;
    }

    @AfterEach
    void close() {
        setUp.close();
    }

    @Test
    void findsNothingInAHealthySetUp() {
        var run = setUp.examine(setUp.url("/clinic"));

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("Nothing is broken.").doesNotContain("red  ", "\u001b");
    }

    @Test
    void looksAtLittleWhenLittleIsGiven() {
        var run = CommandRun.of(
                "doctor",
                "--dir",
                directory.toString(),
                "--passphrase-file",
                meta.passphraseFile.toString(),
                "-o",
                "json");

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.json()).containsEntry("healthy", true);
    }

    @TestFactory
    Stream<DynamicTest> namesCauseAndCure() {
        var all = new ArrayList<DynamicTest>();
        atEndpoint(all);
        all.add(broken(
                "key of somebody else at Meta",
                "private key that is not here",
                "keys register",
                () -> meta.emulator.plantKey(
                        "2001", BusinessPublicKey.of(PrivateKeys.generate()).pem(), "VALID")));
        all.add(broken(
                "PKCS#1 public key at Meta",
                "PKCS#1",
                "keys register",
                () -> meta.emulator.plantKey(
                        "2001", setUp.publicPem().replace("PUBLIC KEY", "RSA PUBLIC KEY"), "VALID")));
        all.add(broken(
                "signature mismatch",
                "signature over it does not match",
                "keys register",
                () -> meta.emulator.plantKey("2001", setUp.publicPem(), "MISMATCH")));
        all.add(broken(
                "number without a key",
                "there is none",
                "keys register",
                () -> meta.emulator.addNumber("1001", "2009", "+1 555 0109")));
        all.add(broken(
                "blocked Flow",
                "blocked",
                "Repair the endpoint",
                () -> meta.emulator.setFlowStatus(setUp.flow, "BLOCKED")));
        all.add(broken(
                "draft", "it is a draft", "flow publish", () -> meta.emulator.setFlowStatus(setUp.flow, "DRAFT")));
        all.add(broken(
                "readable key",
                "others than the owner",
                "chmod 600",
                () -> Files.setPosixFilePermissions(
                        directory.resolve("private.pem"), PosixFilePermissions.fromString("rw-r--r--"))));
        all.add(broken(
                "wrong passphrase",
                "passphrase",
                "right file and passphrase",
                () -> Files.writeString(meta.passphraseFile, "another one altogether")));
        all.add(broken(
                "secret of another app",
                "not the secret of the app",
                "App Dashboard",
                () -> Files.writeString(meta.appSecretFile, "fedcba9876543210fedcba9876543210")));
        all.add(broken(
                "wrong verify token",
                "refuses the verify token",
                "same verify token",
                () -> Files.writeString(directory.resolve("verify"), "something else")));
        all.add(broken(
                "Flow of another app",
                "app 4002 is linked, but the access token is of app 4001",
                "penstock flow push FILE --waba ID --app-id 4001",
                () -> setUp.push("--endpoint", setUp.clinic(), "--app-id", "4002")));
        all.add(broken(
                "another endpoint URI at Meta",
                "Meta calls https://old.example/flow",
                "penstock flow push FILE --waba ID --endpoint http",
                () -> setUp.push("--endpoint", "https://old.example/flow")));
        all.add(broken(
                "webhooks go elsewhere",
                "delivers to https://old.example/hook",
                "penstock webhooks subscribe --waba 1001 --callback",
                () -> meta.emulator.subscribeApp(URI.create("https://old.example/hook"), Set.of("messages", "flows"))));
        all.add(broken(
                "alerts are not subscribed to",
                "not subscribed to flows",
                "penstock webhooks subscribe --waba 1001 --callback",
                () -> meta.emulator.subscribeApp(setUp.url("/webhook"), Set.of("messages"))));
        all.add(broken(
                "account without webhooks",
                "no app gets the webhooks",
                "penstock webhooks subscribe --waba 1001",
                () -> meta.emulator.unsubscribe("1001")));
        all.add(broken(
                "Flow JSON with errors",
                "errors; the first: line",
                "Repair them",
                () -> Files.writeString(directory.resolve("clinic.json"), "{\"version\":\"7.3\",\"screens\":[]}")));
        return all.stream();
    }

    private void atEndpoint(List<DynamicTest> all) {
        all.add(brokenAt("server with another key", () -> setUp.url("/other-key"), "private key", "key"));
        all.add(brokenAt("server with another secret", () -> setUp.url("/other-secret"), "app secret", "secret"));
        all.add(brokenAt("wrong path", () -> setUp.url("/nothing-here"), "under this path", "path"));
        all.add(brokenAt(
                "webhook in place of the endpoint", () -> setUp.url("/webhook"), "status 400", "log of the endpoint"));
        all.add(brokenAt("endpoint answers JSON", () -> setUp.wrongUrl("/json"), "clear text", "Encrypt"));
        all.add(brokenAt("endpoint is a page", () -> setUp.wrongUrl("/page"), "HTML page", "reverse proxy"));
        all.add(brokenAt("endpoint quotes its answer", () -> setUp.wrongUrl("/quoted"), "quotation marks", "Base64"));
        all.add(brokenAt("endpoint fails", () -> setUp.wrongUrl("/broken"), "status 500", "log"));
        all.add(brokenAt("endpoint redirects", () -> setUp.wrongUrl("/moved"), "redirects", "final URL"));
        all.add(brokenAt(
                "nothing listens", () -> URI.create("http://127.0.0.1:1/flow"), "nothing listens", "Start the server"));
        all.add(brokenAt("not https", () -> URI.create("http://flows.example/flow"), "not an https URL", "TLS"));
    }

    private interface Damage {
        void run() throws Exception;
    }

    private DynamicTest broken(String name, String cause, String cure, Damage damage) {
        return DynamicTest.dynamicTest(name, () -> {
            damage.run();
            expectRed(setUp.examine(setUp.url("/clinic")), cause, cure);
            setUp.heal(); // dynamic tests share one set-up
        });
    }

    private DynamicTest brokenAt(String name, Supplier<URI> endpoint, String cause, String cure) {
        return DynamicTest.dynamicTest(name, () -> expectRed(setUp.examine(endpoint.get()), cause, cure));
    }

    private void expectRed(CommandRun run, String cause, String cure) {
        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
        var red = run.out()
                .lines()
                .dropWhile(line -> !line.startsWith("red "))
                .reduce("", (all, line) -> all + line + "\n");
        assertThat(red).contains(cause).contains("cure: ").contains(cure);
        assertThat(NamedCommands.unknown(run.out())).isEmpty();
        assertThat(run.out() + run.err())
                .doesNotContain(
                        EmulatedMeta.TOKEN,
                        EmulatedMeta.APP_SECRET,
                        EmulatedMeta.PASSPHRASE,
                        ExaminedSetUp.VERIFY_TOKEN);
    }
}
