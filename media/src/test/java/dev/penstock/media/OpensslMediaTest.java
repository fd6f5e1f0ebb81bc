package dev.penstock.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens what the openssl command sealed. */
class OpensslMediaTest {

    @TempDir
    Path folder;

    @Test
    void opensWhatOpensslSealed() throws Exception {
        assumeTrue(isInstalled(), "Skipped: the openssl command is not installed.");
        var iv = SealedSample.random(16);
        var key = SealedSample.random(32);
        var hmacKey = SealedSample.random(32);
        var clear = SealedSample.random(70_001);
        Files.write(folder.resolve("clear"), clear);
        openssl("enc", "-aes-256-cbc", "-K", hex(key), "-iv", hex(iv), "-in", "clear", "-out", "ciphertext");
        var ciphertext = Files.readAllBytes(folder.resolve("ciphertext"));
        Files.write(folder.resolve("authenticated"), concat(iv, ciphertext));
        openssl(
                "dgst",
                "-sha256",
                "-mac",
                "HMAC",
                "-macopt",
                "hexkey:" + hex(hmacKey),
                "-binary",
                "-out",
                "mac",
                "authenticated");
        var whole = concat(ciphertext, Arrays.copyOf(Files.readAllBytes(folder.resolve("mac")), 10));
        Files.write(folder.resolve("whole"), whole);

        var reference = MediaReference.parse(Map.of(
                        "media_id", "a",
                        "cdn_url", "https://mmg.whatsapp.net/a",
                        "encryption_metadata",
                                Map.of(
                                        "encrypted_hash", hash("whole"),
                                        "iv", base64(iv),
                                        "encryption_key", base64(key),
                                        "hmac_key", base64(hmacKey),
                                        "plaintext_hash", hash("clear"))))
                .orElseThrow();

        assertThat(SealedFile.open(whole, reference))
                .isInstanceOfSatisfying(
                        Result.Done.class,
                        done -> assertThat((byte[]) done.value()).isEqualTo(clear));
    }

    private String hash(String file) throws Exception {
        openssl("dgst", "-sha256", "-binary", "-out", "hash", file);
        return base64(Files.readAllBytes(folder.resolve("hash")));
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("openssl", "version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private void openssl(String... arguments) throws Exception {
        var command = new java.util.ArrayList<String>();
        command.add("openssl");
        command.addAll(Arrays.asList(arguments));
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(new String(process.getInputStream().readAllBytes()))
                .isZero();
    }

    private static byte[] concat(byte[] one, byte[] other) {
        var both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
