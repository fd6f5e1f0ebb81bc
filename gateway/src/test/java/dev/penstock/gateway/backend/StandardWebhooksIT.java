package dev.penstock.gateway.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The reference library of Standard Webhooks judges our signatures. It runs where {@code node} is, and
 * {@code PENSTOCK_STANDARDWEBHOOKS} names a directory in which {@code npm install standardwebhooks@1.1.1} was run.
 */
@Timeout(60)
class StandardWebhooksIT {

    private static final String VERIFY = """
            const { Webhook } = require('standardwebhooks')
            const [secret, id, timestamp, signature] = process.argv.slice(2)
            const chunks = []
            process.stdin.on('data', chunk => chunks.push(chunk)).on('end', () => {
              try {
                new Webhook(secret).verify(Buffer.concat(chunks).toString('utf8'),
                  { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature })
                console.log('verified')
              } catch (refused) { console.log(refused.message) }
            })
            """;

    private static final byte[] BODY =
            "{\"action\":\"INIT\",\"data\":{\"name\":\"Žofie ☂\"}}".getBytes(StandardCharsets.UTF_8);

    private final String secret = SigningSecrets.generate();
    private final String other = SigningSecrets.generate();

    @TempDir
    Path directory;

    @Test
    void verifiesWhatWeSignAndRefusesTheRest() throws Exception {
        var now = Instant.now();
        var ours = SigningSecrets.of(secret);
        var signature = ours.sign("req_1", now, BODY);

        assertThat(verdict("req_1", now, signature, BODY)).isEqualTo("verified");
        assertThat(verdict(
                        "req_1",
                        now,
                        SigningSecrets.of(other).alsoSignWith(secret).sign("req_1", now, BODY),
                        BODY))
                .isEqualTo("verified");
        assertThat(verdict("req_1", now, SigningSecrets.of(other).sign("req_1", now, BODY), BODY))
                .isEqualTo("No matching signature found");
        assertThat(verdict("req_2", now, signature, BODY)).isEqualTo("No matching signature found");
        assertThat(verdict("req_1", now.plusSeconds(1), signature, BODY)).isEqualTo("No matching signature found");
        assertThat(verdict("req_1", now, signature, "{}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("No matching signature found");
        var old = now.minusSeconds(400);
        assertThat(verdict("req_1", old, ours.sign("req_1", old, BODY), BODY)).isEqualTo("Message timestamp too old");
    }

    private String verdict(String id, Instant timestamp, String signature, byte[] body) throws Exception {
        var script = Files.writeString(directory.resolve("verify.js"), VERIFY);
        var process = new ProcessBuilder(
                        "node", script.toString(), secret, id, Long.toString(timestamp.getEpochSecond()), signature)
                .redirectErrorStream(true);
        process.environment().put("NODE_PATH", library().resolve("node_modules").toString());
        var running = process.start();
        try (var in = running.getOutputStream()) {
            in.write(body);
        }
        var said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        running.waitFor(10, TimeUnit.SECONDS);
        return said;
    }

    private static Path library() {
        var place = System.getenv("PENSTOCK_STANDARDWEBHOOKS");
        if (place == null || !Files.isDirectory(Path.of(place, "node_modules", "standardwebhooks"))) {
            System.err.println("SKIPPED: PENSTOCK_STANDARDWEBHOOKS names no directory with standardwebhooks 1.1.1.");
            abort("PENSTOCK_STANDARDWEBHOOKS names no directory with standardwebhooks 1.1.1.");
        }
        return Path.of(String.valueOf(place));
    }
}
