package dev.penstock.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.cli.CommandRun;
import dev.penstock.cli.meta.EmulatedMeta;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.graph.AccessToken;
import dev.penstock.graph.GraphClient;
import dev.penstock.graph.keys.KeyRegistration;
import dev.penstock.id.WabaId;
import dev.penstock.keyring.KeyRing;
import dev.penstock.keyring.KeyRotation;
import dev.penstock.keyring.RotationResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysAtMetaTest {

    @TempDir
    Path directory;

    private EmulatedMeta meta;

    @BeforeEach
    void start() throws Exception {
        meta = new EmulatedMeta(directory);
        meta.generate();
    }

    @AfterEach
    void stop() {
        meta.close();
    }

    @Test
    void registersAllNumbersAndDoesNothingTheSecondTime() throws Exception {
        var first = meta.register();
        assertThat(first.exitCode()).as(first.err()).isZero();
        var pem = BusinessPublicKey.parse(Files.readString(directory.resolve("public.pem")));
        assertThat(meta.emulator.keyOf("2001").map(BusinessPublicKey::parse)).contains(pem);
        assertThat(meta.emulator.keyOf("2002").map(BusinessPublicKey::parse)).contains(pem);
        long stored = uploads();

        assertThat(meta.register().exitCode()).isZero();

        assertThat(uploads()).isEqualTo(stored).isEqualTo(2);
    }

    private long uploads() {
        return meta.emulator.calls().stream()
                .filter(call -> call.method().equals("POST"))
                .count();
    }

    @Test
    void refusesTheIdOfAnAccountWhereAPhoneNumberIdBelongs() {
        var run = meta.run("keys", "register", "--dir", directory.toString(), "--phone-number-id", "1001");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("1001 is not the id of a phone number");
        assertThat(uploads()).isZero();
    }

    @Test
    void refusesWhatIsNoPublicKeyBeforeAnyCall() {
        var privateKey = meta.run(
                "keys",
                "register",
                "--waba",
                "1001",
                "--public-key",
                directory.resolve("private.pem").toString());
        var noKey = meta.run("keys", "register", "--waba", "1001", "--public-key", meta.passphraseFile.toString());

        assertThat(privateKey.exitCode()).isEqualTo(1);
        assertThat(privateKey.err()).contains("holds a private key");
        assertThat(noKey.exitCode()).isEqualTo(1);
        assertThat(meta.emulator.calls()).isEmpty();
    }

    @Test
    void wantsAnAccountOrANumber() {
        assertThat(meta.run("keys", "register").exitCode()).isEqualTo(2);
        var notAnId = meta.run("keys", "status", "--waba", "my account");
        assertThat(notAnId.exitCode()).isEqualTo(2);
        assertThat(notAnId.err()).contains("--waba");
    }

    @Test
    void saysWhichNumbersHaveWhichKey() {
        var before = meta.status();
        assertThat(before.exitCode()).isEqualTo(1);
        assertThat(verdicts(before)).containsExactly("MISSING", "MISSING");

        meta.register();
        meta.emulator.plantKey(
                "2002", BusinessPublicKey.of(PrivateKeys.generate()).pem(), "VALID");
        var mixed = meta.status();
        assertThat(mixed.exitCode()).isEqualTo(1);
        assertThat(verdicts(mixed)).containsExactly("OURS", "FOREIGN");

        meta.register();
        var text = meta.run("keys", "status", "--dir", directory.toString(), "--waba", "1001");
        assertThat(text.exitCode()).as(text.err()).isZero();
        assertThat(text.out())
                .contains("2001", "+1 555 0100", "VALID", "ours", "Every number has key")
                .doesNotContain("\u001b", "\u0000");
    }

    @SuppressWarnings("unchecked")
    private static List<Object> verdicts(CommandRun run) {
        return ((List<Map<String, Object>>) run.json().get("numbers"))
                .stream().map(number -> number.get("verdict")).toList();
    }

    @Test
    void saysWhatToDoWhenMetaRefusesTheTokenAndKeepsItOut() throws Exception {
        var wrong = Files.writeString(directory.resolve("wrong"), "EAAsomebody-elses-token");

        var run = meta.runWithToken(wrong, "keys", "status", "--dir", directory.toString(), "--waba", "1001");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("status 401", "make a new system user access token")
                .doesNotContain("EAAsomebody");
    }

    @Test
    void retiresNothingWithoutARing() {
        var run = CommandRun.of("keys", "retire", "--dir", directory.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("There is no key ring", "penstock keys rotate");
    }

    @Test
    void retiresWhatIsDueAndKeepsTheRest() {
        var ring = KeyRing.at(directory, EmulatedMeta.PASSPHRASE.toCharArray());
        var oldest = ring.adopt("private.pem").current().publicKey().id();
        rotate(ring, Duration.ZERO);
        var young = ring.state().current();
        rotate(ring, Duration.ofDays(7));

        var first = CommandRun.of("keys", "retire", "--dir", directory.toString(), "-o", "json");
        var second = CommandRun.of("keys", "retire", "--dir", directory.toString());

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.json()).containsEntry("retired", List.of(oldest));
        assertThat(directory.resolve("private.pem")).doesNotExist();
        assertThat(directory.resolve(young.file())).exists();
        assertThat(second.out())
                .contains(
                        "No key was retired.",
                        "Key %s is kept until".formatted(young.publicKey().id()));
        assertThat(ring.keyset().ids())
                .containsExactly(
                        ring.state().current().publicKey().id(),
                        young.publicKey().id());
    }

    @Test
    void beginsNoRotationWhileTheKeyIsYoungAlsoWhenTheOldOneIsRetired() {
        var ring = KeyRing.at(directory, EmulatedMeta.PASSPHRASE.toCharArray());
        ring.adopt("private.pem");
        rotate(ring, Duration.ZERO);
        var current = ring.state().current().publicKey().id();
        assertThat(CommandRun.of("keys", "retire", "--dir", directory.toString())
                        .exitCode())
                .isZero();
        assertThat(ring.state().previous()).isEmpty();

        var run = rotateAgain("--min-age", "24");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json()).containsEntry("result", "NOT_DUE").containsEntry("current", current);
        assertThat(rotateAgain("--min-age", "0").json()).containsEntry("result", "WAITING_FOR_SERVERS");
    }

    @Test
    void tellsPeopleOfARotationInWordsAndNotInTheNamesOfItsStates() {
        assertThat(meta.register().exitCode()).isZero();

        var rotate = meta.run(rotation("--min-age", "0", "-o", "text"));
        var status = meta.run("keys", "status", "--dir", directory.toString(), "--waba", "1001");

        assertThat(rotate.exitCode()).isEqualTo(1);
        assertThat(rotate.err()).contains("making the new key", "the new key is stored");
        assertThat(status.out()).contains("A rotation is under way (the new key is stored): go on with");
        assertThat(rotate.out() + rotate.err() + status.out().replaceAll("(?m)^.*VALID.*$|^ID .*$", ""))
                .doesNotContainPattern("\\b[A-Z]{4,}(?:_[A-Z]+)*\\b");
    }

    private CommandRun rotateAgain(String... more) {
        var words = new ArrayList<>(List.of(rotation("-o", "json")));
        words.addAll(List.of(more));
        return meta.run(words.toArray(String[]::new));
    }

    private String[] rotation(String... more) {
        var words = new ArrayList<>(List.of(
                "keys",
                "rotate",
                "--dir",
                directory.toString(),
                "--passphrase-file",
                meta.passphraseFile.toString(),
                "--waba",
                "1001",
                "--endpoint",
                "http://127.0.0.1:1/flow",
                "--app-secret-file",
                meta.appSecretFile.toString(),
                "--wait",
                "0"));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private void rotate(KeyRing ring, Duration keep) {
        try (var client = GraphClient.builder(AccessToken.of(EmulatedMeta.TOKEN))
                .baseUrl(meta.emulator.baseUrl())
                .build()) {
            var rotation = KeyRotation.of(
                    ring, KeyRegistration.of(client).forAccounts(List.of(new WabaId("1001"))), key -> true, keep);
            assertThat(rotation.run()).isEqualTo(RotationResult.DONE);
        }
    }

    @Test
    void wantsThePassphraseForANewKey() {
        var run = meta.run(
                "keys",
                "rotate",
                "--dir",
                directory.toString(),
                "--waba",
                "1001",
                "--endpoint",
                "http://127.0.0.1:1/flow",
                "--app-secret-file",
                meta.appSecretFile.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--passphrase-file");
    }

    @Test
    void registersNothingWhileTheEndpointDoesNotAnswerUnderTheNewKey() {
        meta.register();
        var before = meta.emulator.keyOf("2001");

        var run = meta.run(
                "keys",
                "rotate",
                "--dir",
                directory.toString(),
                "--passphrase-file",
                meta.passphraseFile.toString(),
                "--waba",
                "1001",
                "--endpoint",
                "http://127.0.0.1:1/flow",
                "--app-secret-file",
                meta.appSecretFile.toString(),
                "--wait",
                "0",
                "-o",
                "json");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.json()).containsEntry("result", "WAITING_FOR_SERVERS").containsEntry("step", "STORED");
        assertThat(meta.emulator.keyOf("2001")).isEqualTo(before);
    }
}
