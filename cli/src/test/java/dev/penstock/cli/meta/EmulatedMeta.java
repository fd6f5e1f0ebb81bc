package dev.penstock.cli.meta;

import dev.penstock.cli.CommandRun;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeyFile;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.simulator.graph.GraphEmulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.List;

/** An account with two numbers at the emulator, and commands that ask it. */
public final class EmulatedMeta implements AutoCloseable {

    public static final String TOKEN = "EAAtest0123456789token";
    public static final String APP_SECRET = "0123456789abcdef0123456789abcdef";
    public static final String PASSPHRASE = "a long passphrase";
    public static final String FLOW_JSON = """
            {
              "version": "7.3",
              "screens": [
                {
                  "id": "WELCOME",
                  "title": "Hello",
                  "terminal": true,
                  "layout": {
                    "type": "SingleColumnLayout",
                    "children": [
                      {"type": "TextBody", "text": "Welcome"},
                      {"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}
                    ]
                  }
                }
              ]
            }
            """;

    private static final RSAPrivateCrtKey KEY = PrivateKeys.generate();
    private static final String PRIVATE_PEM = PrivateKeys.encryptedPem(KEY, PASSPHRASE.toCharArray());

    public final GraphEmulator emulator;
    public final Path directory;
    public final Path passphraseFile;
    public final Path appSecretFile;
    private final Path tokenFile;

    public EmulatedMeta(Path directory) throws IOException {
        this.directory = directory;
        emulator = GraphEmulator.builder(TOKEN).appSecret(APP_SECRET).start();
        emulator.addAccount("1001", "Clinic");
        emulator.addNumber("1001", "2001", "+1 555 0100");
        emulator.addNumber("1001", "2002", "+1 555 0101");
        passphraseFile = Files.writeString(directory.resolve("passphrase"), PASSPHRASE + "\n");
        appSecretFile = Files.writeString(directory.resolve("secret"), APP_SECRET + "\n");
        tokenFile = Files.writeString(directory.resolve("token"), TOKEN + "\n");
    }

    /** Runs a command that asks Meta. */
    public CommandRun run(String... command) {
        return runWithToken(tokenFile, command);
    }

    public CommandRun runWithToken(Path file, String... command) {
        var all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--graph-url", emulator.baseUrl().toString(), "--access-token-file", file.toString()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    /** Sends a published Flow to somebody. */
    public CommandRun sendsAFlow(String... options) throws IOException {
        var json =
                Files.writeString(directory.resolve("booking.json"), FLOW_JSON).toString();
        var lock = directory.resolve("lock.json").toString();
        var pushed = run("flow", "push", json, "--waba", "1001", "--publish", "-o", "json", "--lock-file", lock);
        var words = new ArrayList<>(List.of("send", "+15550177", "--phone-number-id", "2001", "--flow-token", "t-1"));
        words.addAll(List.of("--flow", String.valueOf(pushed.json().get("id")), "-o", "json"));
        words.addAll(List.of(options));
        return run(words.toArray(String[]::new));
    }

    /**
     * Puts an encrypted pair into the directory, as keys generate does; encrypting takes long, so it is the same each
     * time.
     */
    public void generate() throws IOException {
        PrivateKeyFile.create(directory.resolve("private.pem"), PRIVATE_PEM);
        Files.writeString(
                directory.resolve("public.pem"), BusinessPublicKey.of(KEY).pem());
    }

    public CommandRun register() {
        return run("keys", "register", "--dir", directory.toString(), "--waba", "1001", "-o", "json");
    }

    public CommandRun status() {
        return run("keys", "status", "--dir", directory.toString(), "--waba", "1001", "-o", "json");
    }

    @Override
    public void close() {
        emulator.close();
    }
}
