package dev.penstock.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.penstock.conformance.Verdict.Kind;
import dev.penstock.server.TlsFiles;
import dev.penstock.trust.FlowTokenSignature.Policy;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Our server passes the kit, whichever way it is spoken to. */
class ServerConformanceIT {

    @TempDir
    private static Path directory;

    private static RunningServer plain;
    private static RunningServer secure;
    private static TestIdentity identity;

    @BeforeAll
    static void start() throws Exception {
        plain = RunningServer.start(builder -> builder);
        identity = TestIdentity.write(directory);
        secure = RunningServer.start(
                builder -> builder.host("localhost").tls(new TlsFiles(identity.chain(), identity.key())));
    }

    @AfterAll
    static void stop() {
        plain.close();
        secure.close();
    }

    @TestFactory
    Stream<DynamicTest> overHttp() {
        return tests(EndpointConformanceKit.of(plain.target().build()));
    }

    @TestFactory
    Stream<DynamicTest> overHttps() {
        return tests(EndpointConformanceKit.of(trusting().build()));
    }

    @TestFactory
    Stream<DynamicTest> overHttp2() {
        return tests(EndpointConformanceKit.of(
                trusting().version(HttpClient.Version.HTTP_2).build()));
    }

    /** Whatever the policy, what it says is done, and no signature is looked at where it is off. */
    @TestFactory
    Stream<DynamicTest> withEachPolicyForFlowTokenSignatures() {
        return Stream.of(Policy.values())
                .map(policy -> dynamicTest(policy.name(), () -> {
                    try (var server = RunningServer.start(
                                    builder -> builder, endpoint -> endpoint.flowTokenSignature(policy));
                            var kit = EndpointConformanceKit.of(server.target()
                                    .flowTokenSignaturePolicy(policy)
                                    .build())) {
                        var scenarios = EndpointConformanceKit.scenarios(List.of("flow-token-signature"), List.of());
                        var report = kit.run(scenarios, result -> {});

                        assertThat(report.hasFailures()).as(report.toString()).isFalse();
                        assertThat(report.count(Kind.PASS)).isEqualTo(policy == Policy.OFF ? 4 : scenarios.size());
                    }
                }));
    }

    private static ConformanceTarget.Builder trusting() {
        return secure.target(secure.access().trusting(identity.trustingContext()));
    }

    /** One test for each scenario; a warning is not good enough for us. */
    private static Stream<DynamicTest> tests(EndpointConformanceKit kit) {
        return EndpointConformanceKit.scenarios().stream()
                .map(scenario -> dynamicTest(scenario.id(), () -> {
                    var result = kit.run(scenario);
                    if (result.verdict().kind() == Kind.NOT_JUDGED) {
                        assertThat(scenario.id()).as(result.explanation()).isEqualTo("http/tls");
                        abort(result.verdict().came());
                    }
                    assertThat(result.verdict().kind()).as(result.explanation()).isEqualTo(Kind.PASS);
                }))
                .onClose(kit::close);
    }
}
