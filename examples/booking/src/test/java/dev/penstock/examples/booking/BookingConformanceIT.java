package dev.penstock.examples.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.penstock.conformance.ConformanceTarget;
import dev.penstock.conformance.EndpointConformanceKit;
import dev.penstock.conformance.Verdict.Kind;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.check.ScreenModels;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The seats pass the conformance kit, on PostgreSQL and with flow tokens that are verified. */
class BookingConformanceIT {

    private static final String FLOW = "seats";

    private static TestBusiness business;

    @BeforeAll
    static void open() throws Exception {
        business = TestBusiness.open();
    }

    @AfterAll
    static void close() {
        business.close();
    }

    @TestFactory
    Stream<DynamicTest> passesTheKit() {
        var performance =
                TestBusiness.ids(business.phone(FLOW).init(), "performances").getFirst();
        var kit = EndpointConformanceKit.of(ConformanceTarget.of(business.access(FLOW))
                .flowToken(TestBusiness.token(FLOW))
                .previousSignature(RequestSignature.of(AppSecrets.of(TestBusiness.PREVIOUS_SECRET)))
                .expiredFlowToken(TestBusiness.expiredToken(FLOW))
                .responseCheck(ScreenModels.of(FlowJson.parse(BookingFlows.flowJson(FLOW, Language.ENGLISH))))
                .flowJson(FlowJson.parse(BookingFlows.flowJson(FLOW, Language.ENGLISH)))
                .submission("PERFORMANCE", Map.of("performance", performance))
                .build());
        // These are of the server, and take their time.
        return EndpointConformanceKit.scenarios(List.of(), List.of("slow-upload", "timing")).stream()
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
