package dev.penstock.gateway.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.penstock.conformance.ConformanceTarget;
import dev.penstock.conformance.EndpointConformanceKit;
import dev.penstock.conformance.Verdict.Kind;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.endpoint.ResponseCheckPolicy;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.check.ScreenModels;
import dev.penstock.server.PenstockServer;
import dev.penstock.simulator.phone.PhoneSession;
import dev.penstock.simulator.phone.scenario.Scenario;
import dev.penstock.simulator.phone.scenario.ScenarioRunner;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.EndpointAccess;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import dev.penstock.trust.RequestSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The backends in other languages, each run for real behind the gateway: conformance, a Flow to its end, and who is
 * let in.
 */
class BackendExamplesIT {

    private static final Path EXAMPLES = Path.of("../examples/backends");
    private static final AppSecrets SECRETS = AppSecrets.of("0123456789abcdef0123456789abcdef");
    private static final AppSecrets PREVIOUS = AppSecrets.of("fedcba9876543210fedcba9876543210");
    private static final String PATH = "/flows/appointments";

    @TempDir
    static Path directory;

    private static final Map<String, List<String>> LANGUAGES = Map.of(
            "node", List.of("node", "server.js"),
            "php", List.of("php", "-S", "127.0.0.1:PORT", "server.php"),
            "python", List.of("python3", "server.py"),
            "go", List.of("go", "run", "server.go"));

    @Test
    void flowJsonIsThatOfTheBookingExample() {
        assertThat(EXAMPLES.resolve("appointments.json"))
                .hasSameTextualContentAs(Path.of(
                        "../examples/booking/src/main/resources",
                        "dev/penstock/examples/booking/flows/appointments.en.json"));
    }

    @TestFactory
    Stream<DynamicNode> everyLanguage() {
        return LANGUAGES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(language -> isThere(language.getValue().getFirst())
                        ? tests(language.getKey(), language.getValue())
                        : dynamicTest(language.getKey(), () -> {
                            System.err.printf(
                                    "SKIPPED: %s is not on this machine.%n",
                                    language.getValue().getFirst());
                            abort(language.getValue().getFirst() + " is not on this machine.");
                        }));
    }

    private static DynamicNode tests(String language, List<String> command) {
        var world = World.start(language, command);
        var tests = Stream.concat(
                        Stream.of(
                                dynamicTest("plays to its end", world::playsToItsEnd),
                                dynamicTest("refuses what is not signed", world::refusesWhatIsNotSigned)),
                        world.conformance())
                .onClose(world::close);
        return dynamicContainer(language, tests);
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    /** A backend in its language, and the gateway before it. */
    private static final class World {

        private final Process process;
        private final HttpBackend backend;
        private final HttpBackend stranger;
        private final Keyset keyset = Keyset.of(PrivateKeys.generate());
        private final FlowTokens tokens = FlowTokens.of(SECRETS);
        private final PenstockServer gateway;
        private final FlowJson flowJson;

        private World(Process process, int port, String secret) throws IOException {
            this.process = process;
            var uri = URI.create("http://127.0.0.1:%d/flow".formatted(port));
            this.backend = HttpBackend.builder(uri)
                    .signingSecrets(SigningSecrets.of(SigningSecrets.generate()).alsoSignWith(secret))
                    .build();
            this.stranger = HttpBackend.builder(uri)
                    .signingSecrets(SigningSecrets.of(SigningSecrets.generate()))
                    .build();
            this.flowJson = FlowJson.parse(Files.readString(EXAMPLES.resolve("appointments.json")));
            var flow = BackendFlow.builder("appointments", backend)
                    .oncePerSubmission(List.of("SUMMARY"))
                    .build();
            var endpoint = FlowEndpoint.builder(flow)
                    .keyset(keyset)
                    .appSecrets(SECRETS.alsoAccept(
                            "fedcba9876543210fedcba9876543210",
                            InstantSource.system().instant().plusSeconds(3600)))
                    .flowTokens(tokens)
                    .responseCheck(ScreenModels.of(flowJson), ResponseCheckPolicy.REFUSE)
                    .build();
            this.gateway =
                    PenstockServer.builder().port(0).endpoint(PATH, endpoint).start();
        }

        static World start(String language, List<String> command) {
            try {
                int port = freePort();
                var secret = SigningSecrets.generate();
                var builder = new ProcessBuilder(command.stream()
                        .map(word -> word.replace("PORT", Integer.toString(port)))
                        .toList());
                builder.directory(EXAMPLES.resolve(language).toFile());
                builder.environment().put("PORT", Integer.toString(port));
                builder.environment().put("SIGNING_SECRET", secret);
                builder.environment()
                        .put("STATE_FILE", directory.resolve(language + ".json").toString());
                builder.environment().put("GOCACHE", directory.resolve("go").toString());
                builder.redirectErrorStream(true)
                        .redirectOutput(directory.resolve(language + ".log").toFile());
                var process = builder.start();
                await().atMost(Duration.ofSeconds(120)).until(() -> listens(port));
                return new World(process, port, secret);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        private static int freePort() throws IOException {
            try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            }
        }

        private static boolean listens(int port) {
            try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return probe.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        }

        private EndpointAccess access() {
            return EndpointAccess.of(gateway.uri().resolve(PATH), keyset.currentPublicKey())
                    .signedBy(RequestSignature.of(SECRETS));
        }

        void playsToItsEnd() {
            var scenario =
                    Scenario.parse("""
                    name: Books an appointment
                    steps:
                      - open
                      - expect: {screen: APPOINTMENT, status: 200}
                      - fill: {department: dental}
                      - fill: {location: hill}
                      - fill: {date: %s}
                      - fill: {time: '10:20'}
                      - tap: footer
                      - expect: {screen: DETAILS}
                      - fill: {name: Ada}
                      - tap: footer
                      - expect: {screen: TERMS}
                      - back
                      - expect: {screen: DETAILS, form: {name: Ada}}
                      - tap: footer
                      - fill: {agree: true}
                      - tap: footer
                      - expect: {screen: SUMMARY}
                      - tap: footer
                      - expect: {open: false}
                    """.formatted(LocalDate.now(ZoneOffset.UTC).plusDays(2)), directory, "booking");
            try (var line = EncryptingLine.to(access()).open()) {
                var token = tokens.issue("appointments", "+49170");
                var result = ScenarioRunner.runBoth(
                        scenario,
                        line,
                        (way, data) -> PhoneSession.builder(flowJson)
                                .line(way)
                                .flowToken(token)
                                .answerData(data)
                                .build());

                assertThat(result.failure()).isEmpty();
            }
        }

        void refusesWhatIsNotSigned() {
            assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                                    BackendException.class, () -> stranger.ask(HttpBackendTest.request()))
                            .getMessage())
                    .contains("401");
        }

        Stream<DynamicTest> conformance() {
            var kit = EndpointConformanceKit.of(ConformanceTarget.of(access())
                    .flowToken(tokens.issue("appointments", "+49171"))
                    .expiredFlowToken(tokens.withClock(
                                    () -> InstantSource.system().instant().minusSeconds(100L * 86_400))
                            .issue("appointments", "+49172"))
                    .previousSignature(RequestSignature.of(PREVIOUS))
                    .responseCheck(ScreenModels.of(flowJson))
                    .flowJson(flowJson)
                    .submission("APPOINTMENT", Map.of("trigger", "department", "department", "general"))
                    .build());
            // These are of the server, and take their time.
            return EndpointConformanceKit.scenarios(List.of(), List.of("slow-upload", "timing")).stream()
                    .map(scenario -> dynamicTest(scenario.id(), () -> {
                        var result = kit.run(scenario);
                        if (result.verdict().kind() == Kind.NOT_JUDGED) {
                            assertThat(scenario.id()).as(result.explanation()).isEqualTo("http/tls");
                            abort(result.verdict().came());
                        }
                        assertThat(result.verdict().kind())
                                .as(result.explanation())
                                .isEqualTo(Kind.PASS);
                    }))
                    .onClose(kit::close);
        }

        void close() {
            gateway.close();
            backend.close();
            stranger.close();
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
