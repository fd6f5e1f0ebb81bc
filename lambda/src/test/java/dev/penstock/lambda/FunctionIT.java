package dev.penstock.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.conformance.ConformanceTarget;
import dev.penstock.conformance.junit.ConformanceTests;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeyFile;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.flowjson.check.ScreenModels;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.EndpointAccess;
import dev.penstock.testing.Exchange;
import dev.penstock.testing.FlowClient;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import dev.penstock.trust.RequestSignature;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A function that AWS's own runtime interface client runs, behind a function URL, called as WhatsApp calls. */
class FunctionIT {

    @TempDir
    private static Path directory;

    private static RSAPrivateCrtKey key;
    private static FunctionUrl function;

    @BeforeAll
    static void start() throws IOException {
        key = Greeting.newKey();
        function = FunctionUrl.of(GreetingFunction.class, environment("plain"), directory.resolve("plain.log"));
    }

    @AfterAll
    static void stop() {
        function.close();
    }

    private static Map<String, String> environment(String name) throws IOException {
        var file = directory.resolve(name + ".pem");
        PrivateKeyFile.create(file, PrivateKeys.clearPem(key));
        return Map.of(
                "PRIVATE_KEY_FILE",
                file.toString(),
                "NOTES_FILE",
                directory.resolve(name + ".notes").toString());
    }

    private static EndpointAccess access(FunctionUrl at) {
        return EndpointAccess.of(at.uri(), BusinessPublicKey.of(key)).signedBy(RequestSignature.of(Greeting.secrets()));
    }

    /** As for our own server: a warning is not good enough. */
    @TestFactory
    Stream<DynamicTest> itKeepsTheWholeContract() {
        var tokens = FlowTokens.of(Greeting.secrets());
        var fourDaysAgo = InstantSource.offset(InstantSource.system(), Duration.ofDays(-4));
        return ConformanceTests.strictly(ConformanceTarget.of(access(function))
                .flowToken(tokens.issue("greeting", "somebody"))
                .expiredFlowToken(tokens.withClock(fourDaysAgo).issue("greeting", "somebody"))
                .previousSignature(RequestSignature.of(AppSecrets.of(Greeting.PREVIOUS_SECRET)))
                .responseCheck(ScreenModels.of(Greeting.FLOW_JSON))
                .flowJson(Greeting.FLOW_JSON)
                .submission("GREETING", Map.of("name", "Somebody"))
                .build());
    }

    @Test
    void aFormIsRefusedAndTheNextHealthCheckAnswered() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var form = HttpRequest.newBuilder(function.uri())
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("a=b"))
                    .build();
            var large = HttpRequest.newBuilder(function.uri())
                    .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[11 * 1_024 * 1_024]))
                    .build();

            assertThat(client.send(form, HttpResponse.BodyHandlers.discarding()).statusCode())
                    .isEqualTo(415);
            assertThat(client.send(large, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(432);
        }
        assertThat(ping(function)).isEqualTo(200);
        assertThat(function.isAlive()).isTrue();
    }

    @Test
    void connectionsAreClosedBeforeTheSnapshotAndInstancesBeginAfterIt() throws Exception {
        var notes = directory.resolve("snapshot.notes");
        try (var snapped = FunctionUrl.withSnapStart(
                GreetingFunction.class, environment("snapshot"), directory.resolve("snapshot.log"))) {
            await(() -> Files.exists(notes) && Files.readString(notes).contains("before"));
            assertThat(notes).hasContent("built\nbefore the snapshot\n");

            snapped.restore();

            assertThat(ping(snapped)).isEqualTo(200);
            await(() -> Files.readString(notes).contains("answered"));
            assertThat(notes).hasContent("built\nbefore the snapshot\nafter the restore\nanswered\n");
        }
    }

    @Test
    void aGuardInMemoryEndsTheInitialisationWithTheSentence() throws Exception {
        try (var wrong = FunctionUrl.of(
                FunctionWithGuardInMemory.class, environment("memory"), directory.resolve("memory.log"))) {
            assertThat(wrong.failedInitialisation()).contains("keeps its answers in memory");
        }
    }

    private static int ping(FunctionUrl at) {
        try (var line = EncryptingLine.to(access(at)).open()) {
            var exchange = FlowClient.over(line, "a-token")
                    .timeout(Duration.ofSeconds(60))
                    .build()
                    .ping();
            return exchange.outcome() instanceof Exchange.Answered ? exchange.status() : 0;
        }
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
    }
}
