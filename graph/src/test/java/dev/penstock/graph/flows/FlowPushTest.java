package dev.penstock.graph.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.graph.GraphException;
import dev.penstock.graph.GraphFixture;
import dev.penstock.graph.keys.BusinessKeys;
import dev.penstock.graph.push.FlowJsonLint;
import dev.penstock.graph.push.FlowPush;
import dev.penstock.graph.push.FlowPushException;
import dev.penstock.graph.push.FlowSource;
import dev.penstock.graph.push.LintFinding;
import dev.penstock.graph.push.PushStep;
import dev.penstock.id.WabaId;
import dev.penstock.simulator.graph.Fault;
import dev.penstock.webhook.event.FlowStatus;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowPushTest {

    private static final URI ENDPOINT = URI.create("https://flows.example/booking");

    @TempDir
    private Path directory;

    private final GraphFixture graph = GraphFixture.start();
    private final Flows flows = Flows.of(graph.client);

    @AfterEach
    void close() {
        graph.close();
    }

    @Test
    void theSecondPushUpdatesAndTheThirdDoesNothing() {
        setUpAccount();

        var first = push().push(source(GraphFixture.FLOW_JSON), true);
        var second = push().push(source(GraphFixture.FLOW_JSON.replace("Hello", "Welcome")), true);
        var third = push().push(source(GraphFixture.FLOW_JSON.replace("Hello", "Welcome")), true);

        assertThat(first.steps())
                .containsExactly(PushStep.CREATE, PushStep.UPDATE_METADATA, PushStep.UPLOAD_JSON, PushStep.PUBLISH);
        assertThat(second.flow()).isEqualTo(first.flow());
        assertThat(second.steps()).containsExactly(PushStep.UPLOAD_JSON, PushStep.PUBLISH);
        assertThat(third.steps()).isEmpty();
        assertThat(flows.list(GraphFixture.WABA))
                .singleElement()
                .satisfies(flow -> assertThat(flow.status()).isEqualTo(FlowStatus.PUBLISHED));
        assertThat(flows.get(first.flow().orElseThrow()).endpointUri()).contains(ENDPOINT.toString());
    }

    @Test
    void aDryRunChangesNothing() {
        var planned = push().dryRun(source(GraphFixture.FLOW_JSON), true);

        assertThat(planned.steps())
                .containsExactly(PushStep.CREATE, PushStep.UPDATE_METADATA, PushStep.UPLOAD_JSON, PushStep.PUBLISH);
        assertThat(flows.list(GraphFixture.WABA)).isEmpty();
        assertThat(directory.resolve("flows.lock.json")).doesNotExist();
    }

    @Test
    void aCheckThatFailsKeepsEverythingHere() {
        var push = FlowPush.of(
                graph.client, GraphFixture.WABA, lock(), json -> List.of(new LintFinding(true, "line 1: no")));

        assertThatThrownBy(() -> push.push(source("{}"), false))
                .isInstanceOfSatisfying(
                        FlowPushException.class,
                        failed -> assertThat(failed.findings()).hasSize(1));
        assertThat(graph.emulator.calls()).isEmpty();
    }

    @Test
    void publishesNothingWithErrorsThatOnlyMetaFinds() {
        var result = push().push(source("{\"version\":\"7.3\",\"screens\":[{\"id\":\"STEP_1\"}]}"), true);

        assertThat(result.validationErrors()).singleElement().satisfies(error -> {
            assertThat(error.error()).isEqualTo("PATTERN_MISMATCH");
            assertThat(error.paths()).containsExactly("screens[0].id");
        });
        assertThat(result.steps()).doesNotContain(PushStep.PUBLISH);
        assertThat(flows.get(result.flow().orElseThrow()).status()).isEqualTo(FlowStatus.DRAFT);
    }

    @Test
    void findsTheFlowAgainWhenTheAnswerToItsCreationWasLost() {
        graph.emulator.failNext(
                new Fault.AnswerLost(),
                1,
                call -> call.method().equals("POST") && call.path().endsWith("/flows"));

        assertThatThrownBy(() -> push().push(source(GraphFixture.FLOW_JSON), false))
                .isInstanceOf(GraphException.class);
        var again = push().push(source(GraphFixture.FLOW_JSON), false);

        assertThat(again.steps()).startsWith(PushStep.ADOPT);
        assertThat(flows.list(GraphFixture.WABA)).hasSize(1);
    }

    @Test
    void doesNotTakeOverAFlowOfTheSameNameUnasked() {
        var other = flows.create(GraphFixture.WABA, NewFlow.draft("booking", List.of("OTHER")))
                .flow();

        assertThatThrownBy(() -> push().push(source(GraphFixture.FLOW_JSON), false))
                .isInstanceOf(FlowPushException.class)
                .hasMessageContaining(other.value());
        assertThat(push().adoptingByName()
                        .push(source(GraphFixture.FLOW_JSON), false)
                        .flow())
                .contains(other);
    }

    @Test
    void saysWhenTheFlowInTheLockFileIsGone() {
        var flow = push().push(source(GraphFixture.FLOW_JSON), false).flow().orElseThrow();
        flows.delete(flow);

        assertThatThrownBy(() -> push().push(source(GraphFixture.FLOW_JSON), false))
                .isInstanceOf(FlowPushException.class)
                .hasMessageContaining("remove its entry");
    }

    @Test
    void refusesADamagedLockFile() throws Exception {
        Files.writeString(lock(), "{\"format\":1,");

        assertThatThrownBy(() -> push().dryRun(source(GraphFixture.FLOW_JSON), false))
                .isInstanceOf(FlowPushException.class)
                .hasMessageContaining("restore it");
    }

    @Test
    void keepsAccountsApart() {
        graph.emulator.addAccount("1002", "Other");
        push().push(source(GraphFixture.FLOW_JSON), false);

        var other = FlowPush.of(graph.client, new WabaId("1002"), lock(), json -> List.of())
                .push(source(GraphFixture.FLOW_JSON), false);

        assertThat(other.steps()).startsWith(PushStep.CREATE);
        assertThat(push().push(source(GraphFixture.FLOW_JSON), false).steps()).isEmpty();
    }

    @Test
    void checksWhatIsToBePublishedMoreStrictlyThanWhatIsThere() {
        setUpAccount();
        var frozen = new LintFinding(true, "line 1: frozen");
        FlowJsonLint lint = new FlowJsonLint() {
            @Override
            public List<LintFinding> lint(byte[] flowJson) {
                return List.of();
            }

            @Override
            public List<LintFinding> lintForPublishing(byte[] flowJson) {
                return List.of(frozen);
            }
        };
        var push = FlowPush.of(graph.client, GraphFixture.WABA, lock(), lint);

        assertThatThrownBy(() -> push.push(source(GraphFixture.FLOW_JSON), false))
                .isInstanceOf(FlowPushException.class);
        assertThat(flows.list(GraphFixture.WABA)).isEmpty();
        push().push(source(GraphFixture.FLOW_JSON), true);
        var changed = source(GraphFixture.FLOW_JSON.replace("Hello", "Welcome"));
        assertThatThrownBy(() -> push.push(changed, true)).isInstanceOf(FlowPushException.class);
        assertThat(push.push(changed, false).steps()).containsExactly(PushStep.UPLOAD_JSON);
    }

    private void setUpAccount() {
        BusinessKeys.of(graph.client).store(GraphFixture.NUMBER, GraphFixture.publicKey(0));
        dev.penstock.graph.accounts.Accounts.of(graph.client).subscribe(GraphFixture.WABA);
    }

    private FlowPush push() {
        return FlowPush.of(graph.client, GraphFixture.WABA, lock(), json -> List.of());
    }

    private Path lock() {
        return directory.resolve("flows.lock.json");
    }

    private static FlowSource source(String json) {
        return FlowSource.of("booking", List.of("APPOINTMENT_BOOKING"), json.getBytes(StandardCharsets.UTF_8))
                .withEndpointUri(ENDPOINT);
    }
}
