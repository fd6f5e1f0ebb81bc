package dev.penstock.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.conformance.report.HtmlReport;
import dev.penstock.conformance.report.JUnitXmlReport;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class ReportsTest {

    private static final ConformanceReport REPORT = new ConformanceReport(
            URI.create("http://127.0.0.1:1/a?b=1&c=2"),
            List.of(
                    result(0, Verdict.pass("fine")),
                    result(1, Verdict.fail("<b>\"&\" \u0001")),
                    result(2, Verdict.warning("could be better")),
                    result(3, Verdict.notJudged("No Flow JSON was given."))));

    @Test
    void countsVerdicts() {
        assertThat(REPORT.summary())
                .isEqualTo("4 scenarios: 1 passed, 1 failed, 1 with a warning, 1 that could not be judged");
        assertThat(REPORT.hasFailures()).isTrue();
        assertThat(REPORT.toJson()).containsEntry("failed", 1L).containsEntry("not_judged", 1L);
    }

    @Test
    void writesJUnitXmlThatParses() throws Exception {
        var xml = JUnitXmlReport.of(REPORT);

        var suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        assertThat(suite.getAttribute("tests")).isEqualTo("4");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        var failure = suite.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttributes().getNamedItem("message").getNodeValue())
                .isEqualTo("<b>\"&\" ?");
        assertThat(failure.getTextContent()).contains("expected:", "matters:", "fix:");
    }

    @Test
    void writesHtmlThatNeedsNothingElseAndEscapes() {
        assertThat(HtmlReport.of(REPORT, Instant.EPOCH))
                .contains("One thing fails", "&lt;b&gt;&quot;&amp;&quot;", "b=1&amp;c=2")
                .doesNotContain("<b>\"", "<script", "<link", "src=", "@import", "url(");
    }

    @Test
    void everyScenarioSaysWhatItAsksAndWhy() {
        var ids = new HashSet<String>();
        assertThat(EndpointConformanceKit.scenarios()).allSatisfy(scenario -> {
            assertThat(ids.add(scenario.id())).as(scenario.id()).isTrue();
            assertThat(scenario.sends()).endsWith(".");
            assertThat(scenario.expects()).isNotEmpty();
            assertThat(scenario.why()).endsWith(".");
            assertThat(scenario.fix()).endsWith(".");
        });
    }

    @Test
    void choosesByGroupAndById() {
        assertThat(EndpointConformanceKit.scenarios(List.of("replay", "actions/ping"), List.of("replay/new-request")))
                .extracting(ConformanceScenario::id)
                .containsExactly(
                        "actions/ping", "replay/same-bytes", "replay/same-bytes-at-once", "replay/same-submission");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EndpointConformanceKit.scenarios(List.of("no-such-group"), List.of()))
                .withMessageContaining("signature");
    }

    private static ConformanceResult result(int scenario, Verdict verdict) {
        return new ConformanceResult(EndpointConformanceKit.scenarios().get(scenario), verdict, Duration.ofMillis(12));
    }
}
