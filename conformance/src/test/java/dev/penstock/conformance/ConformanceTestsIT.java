package dev.penstock.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.conformance.WrongEndpoint.Mistake;
import dev.penstock.conformance.junit.ConformanceTests;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/** The kit as anybody runs it in tests of their own. */
class ConformanceTestsIT {

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.start(builder -> builder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> aRightEndpointPasses() {
        return ConformanceTests.of(
                server.target().build(), EndpointConformanceKit.scenarios(List.of("signature", "http"), List.of()));
    }

    @Test
    void thereIsATestForEachScenario() {
        try (var tests = ConformanceTests.strictly(server.target().build())) {
            assertThat(tests.map(DynamicTest::getDisplayName))
                    .containsExactlyElementsOf(EndpointConformanceKit.scenarios().stream()
                            .map(ConformanceScenario::id)
                            .toList());
        }
    }

    @Test
    void aMistakeFailsItsTestWithAnExplanation() throws Exception {
        try (var endpoint = WrongEndpoint.with(Mistake.NO_SIGNATURE_CHECK)) {
            try (var tests = ConformanceTests.of(
                    endpoint.target().build(),
                    EndpointConformanceKit.scenarios(List.of("signature/missing"), List.of()))) {
                assertThatThrownBy(() -> only(tests).getExecutable().execute())
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("signature/missing: fail")
                        .hasMessageContaining("the request was accepted")
                        .hasMessageContaining("fix:");
            }
        }
    }

    @Test
    void whatCannotBeJudgedIsAbortedAndSaysWhatIsMissing() {
        var bare = ConformanceTarget.of(server.access()).build();
        try (var tests =
                ConformanceTests.of(bare, EndpointConformanceKit.scenarios(List.of("flow-token/expired"), List.of()))) {
            assertThatThrownBy(() -> only(tests).getExecutable().execute())
                    .isInstanceOf(TestAbortedException.class)
                    .hasMessageContaining("No flow token was given that has expired.");
        }
    }

    @Test
    void aWarningFailsOnlyWhoIsStrict() throws Exception {
        try (var endpoint = WrongEndpoint.with(Mistake.TOKEN_NOT_VERIFIED);
                var lenient = ConformanceTests.of(endpoint.target().build());
                var strict = ConformanceTests.strictly(endpoint.target().build())) {
            assertThatCode(() ->
                            named("flow-token/unknown", lenient).getExecutable().execute())
                    .doesNotThrowAnyException();
            assertThatThrownBy(() ->
                            named("flow-token/unknown", strict).getExecutable().execute())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("the flow token is not verified");
        }
    }

    private static DynamicTest only(Stream<DynamicTest> tests) {
        return tests.reduce((one, other) -> {
                    throw new AssertionError("more than one");
                })
                .orElseThrow();
    }

    private static DynamicTest named(String id, Stream<DynamicTest> tests) {
        return tests.filter(test -> test.getDisplayName().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
