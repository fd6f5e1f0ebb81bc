package dev.penstock.graph.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.graph.GraphException;
import dev.penstock.graph.GraphFixture;
import dev.penstock.graph.accounts.Accounts;
import dev.penstock.graph.keys.BusinessKeys;
import dev.penstock.id.FlowId;
import dev.penstock.id.WabaId;
import dev.penstock.webhook.event.FlowStatus;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlowsTest {

    private final GraphFixture graph = GraphFixture.start();
    private final Flows flows = Flows.of(graph.client);

    @AfterEach
    void close() {
        graph.close();
    }

    @Test
    void aFlowLivesFromDraftToRetirement() {
        var flow = publishable();

        flows.publish(flow);
        assertThat(flows.get(flow).status()).isEqualTo(FlowStatus.PUBLISHED);
        assertThat(flows.health(flow, GraphFixture.NUMBER).canSend()).isEqualTo("AVAILABLE");
        refused(() -> flows.delete(flow), 139004);
        flows.deprecate(flow);
        assertThat(flows.get(flow).status()).isEqualTo(FlowStatus.DEPRECATED);
        refused(() -> flows.deprecate(flow), 139003);
    }

    @Test
    void aRefusalToPublishSaysWhatMetaNeeds() {
        var flow = draft();

        assertThatThrownBy(() -> flows.publish(flow))
                .isInstanceOfSatisfying(GraphException.class, failed -> {
                    assertThat(failed.code()).hasValue(139002);
                    assertThat(failed.advice())
                            .hasValueSatisfying(advice -> assertThat(advice).contains("signed business public key"));
                })
                .hasMessageContaining("endpoint_uri");
        var problem = flows.get(flow)
                .health()
                .orElseThrow()
                .entities()
                .getFirst()
                .problems()
                .getFirst();
        assertThat(problem.code()).isEqualTo("131000");
        assertThat(problem.description()).startsWith("endpoint_uri:");
    }

    @Test
    void allFieldsAreRead() {
        var flow = publishable();

        var details = flows.get(flow);

        assertThat(details.name()).isEqualTo("booking");
        assertThat(details.categories()).containsExactly("OTHER");
        assertThat(details.jsonVersion()).contains("7.3");
        assertThat(details.dataApiVersion()).contains("3.0");
        assertThat(details.endpointUri()).contains("https://flows.example/booking");
        assertThat(details.accountId()).contains("1001");
        assertThat(details.applicationId()).contains("4001");
        assertThat(details.updatedAt()).contains(Instant.parse("2026-11-22T10:00:00Z"));
        assertThat(details.preview().orElseThrow().expiresAt()).contains(Instant.parse("2026-12-22T10:00:00Z"));
        assertThat(details.health()).isPresent();
    }

    @Test
    void aPreviewCanBeReplaced() {
        var flow = draft();
        var first = flows.preview(flow, false).url();

        assertThat(flows.preview(flow, false).url()).isEqualTo(first);
        assertThat(flows.preview(flow, true).url()).isNotEqualTo(first);
        assertThat(flows.preview(flow, false).interactive("+1 555 0100", "t-1").getRawQuery())
                .endsWith("&interactive=true&flow_action=data_exchange&phone_number=%2B1+555+0100&flow_token=t-1");
    }

    @Test
    void aPublishedFlowThatIsEditedIsADraftAgain() {
        var flow = publishable();
        flows.publish(flow);

        var uploaded = flows.uploadJson(
                flow, GraphFixture.FLOW_JSON.replace("Hello", "Hi").getBytes(StandardCharsets.UTF_8));

        assertThat(uploaded.accepted()).isTrue();
        assertThat(flows.get(flow).status()).isEqualTo(FlowStatus.DRAFT);
        assertThat(flows.assets(flow))
                .singleElement()
                .satisfies(asset -> assertThat(asset.type()).isEqualTo("FLOW_JSON"));
    }

    @Test
    void aNameIsTakenOnlyOnce() {
        draft();

        refused(this::draft, 100);
    }

    @Test
    void flowsAreCopiedToAnotherAccount() {
        draft();
        graph.emulator.addAccount("1002", "Other");
        flows.create(new WabaId("1002"), NewFlow.draft("taken", List.of("OTHER")));
        flows.create(GraphFixture.WABA, NewFlow.draft("taken", List.of("OTHER")));

        var migration = flows.migrate(GraphFixture.WABA, new WabaId("1002"), List.of());

        assertThat(migration.migrated())
                .singleElement()
                .satisfies(copy -> assertThat(copy.name()).isEqualTo("booking"));
        assertThat(migration.failed())
                .singleElement()
                .satisfies(failed -> assertThat(failed.code()).isEqualTo("4233041"));
    }

    @Test
    void allPagesAreListed() {
        for (int i = 0; i < 30; i++) {
            flows.create(GraphFixture.WABA, NewFlow.draft("flow " + i, List.of("OTHER")));
        }

        assertThat(flows.list(GraphFixture.WABA)).hasSize(30);
    }

    @Test
    void aFlowCreatedAndPublishedInOneCall() {
        var json = GraphFixture.FLOW_JSON.replace("\"data_api_version\":\"3.0\",", "");
        var flow = flows.create(
                GraphFixture.WABA,
                NewFlow.draft("static", List.of("SURVEY"))
                        .withFlowJson(json.getBytes(StandardCharsets.UTF_8))
                        .published());

        assertThat(flow.validationErrors()).isEmpty();
        assertThat(flows.get(flow.flow()).status()).isEqualTo(FlowStatus.PUBLISHED);
    }

    private FlowId draft() {
        var json = GraphFixture.FLOW_JSON.getBytes(StandardCharsets.UTF_8);
        return flows.create(
                        GraphFixture.WABA,
                        NewFlow.draft("booking", List.of("OTHER")).withFlowJson(json))
                .flow();
    }

    private FlowId publishable() {
        var flow = draft();
        flows.update(
                flow,
                FlowChanges.none()
                        .withEndpointUri(URI.create("https://flows.example/booking"))
                        .withApplicationId("4001"));
        BusinessKeys.of(graph.client).store(GraphFixture.NUMBER, GraphFixture.publicKey(0));
        Accounts.of(graph.client).subscribe(GraphFixture.WABA);
        return flow;
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, int code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        GraphException.class,
                        failed -> assertThat(failed.code()).hasValue(code));
    }
}
