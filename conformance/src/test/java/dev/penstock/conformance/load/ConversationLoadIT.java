package dev.penstock.conformance.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.ScreenRequest;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.server.PenstockServer;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.EndpointAccess;
import dev.penstock.testing.Exchange;
import dev.penstock.testing.FlowClient;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A conversation that one client had with our server, had again by many at once. */
class ConversationLoadIT {

    private static final RequestSignature SIGNATURE =
            RequestSignature.of(AppSecrets.of("0123456789abcdef0123456789abcdef"));

    private final Map<String, List<String>> askedByFlowToken = new ConcurrentHashMap<>();
    private BusinessPublicKey key;
    private PenstockServer server;

    @BeforeEach
    void serve() {
        var pair = PrivateKeys.generate();
        key = BusinessPublicKey.of(pair);
        var flow = Flow.named("shop")
                .onInit(request -> {
                    note(request, "INIT");
                    return NextScreen.of("GOODS");
                })
                .onScreen("GOODS", request -> {
                    note(request, "GOODS " + request.data().string("size").orElse("?"));
                    return NextScreen.of("ADDRESS");
                })
                .onBack("ADDRESS", request -> {
                    note(request, "BACK");
                    return NextScreen.of("GOODS");
                })
                .build();
        server = PenstockServer.builder()
                .endpoint(FlowEndpoint.builder(flow)
                        .keyset(Keyset.of(pair))
                        .appSecrets(AppSecrets.of("0123456789abcdef0123456789abcdef"))
                        .build())
                .port(0)
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyoneHasItWithAFlowTokenOfTheirOwnAndInOrder() throws Exception {
        var result = LoadGenerator.run(plan(recorded()).build(), second -> {});

        assertThat(result.failures()).isEmpty();
        assertThat(result.due()).isEqualTo(120);
        assertThat(result.pings()).as("a quarter was health checks").isEqualTo(30);
        var all = askedByFlowToken.values();
        assertThat(all.stream().flatMap(List::stream).filter("INIT"::equals)).hasSize(40);
        assertThat(all.stream().flatMap(List::stream).filter("BACK"::equals)).hasSize(40);
        assertThat(all)
                .as("nobody asks anything twice, whoever begins begins at the beginning")
                .allSatisfy(asked -> assertThat(asked).doesNotHaveDuplicates());
        assertThat(all.stream().filter(asked -> asked.size() == 3))
                .as("those who had the time to ask everything did so in order")
                .hasSizeGreaterThan(9)
                .allSatisfy(asked -> assertThat(asked).containsExactly("INIT", "GOODS large", "BACK"));
    }

    @Test
    void takesTheFlowTokensThatItIsGivenInTurn() throws Exception {
        var result = LoadGenerator.run(
                plan(recorded()).flowTokens(List.of("issued-1", "issued-2")).build(), second -> {});

        assertThat(result.failures()).isEmpty();
        assertThat(askedByFlowToken.keySet()).containsExactlyInAnyOrder("issued-1", "issued-2");
    }

    @Test
    void saysInItsReportsWhatItAsked() throws Exception {
        var result = LoadGenerator.run(plan(recorded()).warmUp(Duration.ZERO).build(), second -> {});

        assertThat(result.toJson())
                .containsEntry("mix", "ping=1,init=1,data_exchange=1,back=1")
                .containsEntry("scenario", "Shops");
        assertThat(LoadHtmlReport.of(result, Instant.EPOCH))
                .contains("ping=1,init=1,data_exchange=1,back=1 of &quot;Shops&quot;");
    }

    @Test
    void leavesOutWhatWasNotAnswered() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Conversation.of("Shops", exchanges("/flows/nowhere")))
                .withMessageContaining("Nothing of \"Shops\" was answered");
    }

    private LoadPlan.Builder plan(Conversation conversation) {
        askedByFlowToken.clear();
        return LoadPlan.of(access("/flows/shop"))
                .conversation(conversation)
                .rate(40)
                .warmUp(Duration.ofSeconds(1))
                .duration(Duration.ofSeconds(3));
    }

    private Conversation recorded() {
        return Conversation.of("Shops", exchanges("/flows/shop"));
    }

    private List<Exchange> exchanges(String path) {
        var exchanges = new ArrayList<Exchange>();
        try (var line = EncryptingLine.to(access(path)).open()) {
            var client =
                    FlowClient.over(line, "recorded").listener(exchanges::add).build();
            client.ping();
            client.init();
            client.submit("GOODS", Map.of("size", "large"));
            client.back("ADDRESS");
        }
        return exchanges;
    }

    private EndpointAccess access(String path) {
        return EndpointAccess.of(server.uri().resolve(path), key).signedBy(SIGNATURE);
    }

    private void note(ScreenRequest request, String asked) {
        askedByFlowToken
                .computeIfAbsent(request.flowToken().value(), token -> new CopyOnWriteArrayList<>())
                .add(asked);
    }
}
