package dev.penstock.endpoint;

import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.Flow;
import dev.penstock.FlowBuilder;
import dev.penstock.FlowResponse;
import dev.penstock.NextScreen;
import dev.penstock.ScreenRequest;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.event.EndpointEvent;
import dev.penstock.event.EndpointEvent.Answered;
import dev.penstock.event.EndpointEvent.Failed;
import dev.penstock.event.EndpointEvent.Handled;
import dev.penstock.event.EndpointEvent.Kind;
import dev.penstock.event.EndpointEvent.Opened;
import dev.penstock.event.EndpointEvent.Received;
import dev.penstock.event.EndpointEvent.Refused;
import dev.penstock.event.EndpointEvent.Repeated;
import dev.penstock.event.EndpointEvent.Replayed;
import dev.penstock.event.EndpointLabels;
import dev.penstock.event.EndpointListener;
import dev.penstock.event.ResponseViolation;
import dev.penstock.test.Conversation;
import dev.penstock.test.ManualClock;
import dev.penstock.test.Phone;
import dev.penstock.test.TestKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Metrics, traces and logs can tell from each event whose request it was, what it asked for, and on which screen. */
class EventLabelsTest {

    private final FlowBuilder flow = Flow.named("shop")
            .onInit(request -> NextScreen.of("FORM"))
            .onScreen("FORM", request -> NextScreen.of("NEXT"))
            .onBack("LAST", request -> NextScreen.of("FORM"))
            .oncePerSubmission("FORM");

    private final Conversation conversation = Conversation.with(flow, endpoint -> endpoint.tenant("clinic-7"));

    private static ResponseCheck knowing(Set<String> screens) {
        return new ResponseCheck() {
            @Override
            public List<ResponseViolation> check(ScreenRequest request, FlowResponse response) {
                return List.of();
            }

            @Override
            public Set<String> screens() {
                return screens;
            }
        };
    }

    @Test
    void everyEventHasTheTenantAndFromItsOpeningOnTheActionAndTheScreen() {
        conversation.ask(dataExchange("FORM", "{}"));

        assertThat(conversation.events).allSatisfy(event -> {
            assertThat(event.flow()).isEqualTo("shop");
            assertThat(event.request().endpoint().tenant()).contains("clinic-7");
        });
        assertThat(conversation.events(Received.class).getFirst().request().kind())
                .isEmpty();
        assertThat(conversation.events.subList(1, conversation.events.size()))
                .hasSize(3)
                .allSatisfy(event -> {
                    assertThat(event.request().kind()).contains(Kind.DATA_EXCHANGE);
                    assertThat(event.request().screen()).contains("FORM");
                });
    }

    @Test
    void everyKindOfRequestIsNamed() {
        conversation.ask(Conversation.PING);
        conversation.ask(Conversation.INIT);
        conversation.ask("{\"action\":\"BACK\",\"screen\":\"LAST\",\"flow_token\":\"t\"}");
        conversation.ask(dataExchange("FORM", "{\"error\":\"timeout_error\",\"error_message\":\"m\"}"));

        assertThat(conversation.events(Answered.class))
                .extracting(answered -> answered.request().kind().orElseThrow())
                .containsExactly(Kind.HEALTH_CHECK, Kind.INIT, Kind.BACK, Kind.ERROR_NOTIFICATION);
        assertThat(conversation.events(Answered.class))
                .extracting(answered -> answered.request().screen())
                .containsExactly(Optional.empty(), Optional.empty(), Optional.of("LAST"), Optional.of("FORM"));
    }

    @Test
    void screenThatNobodyKnowsIsNotNamed() {
        conversation.ask(dataExchange("MADE_UP", "{}"));

        assertThat(conversation.events)
                .allSatisfy(event -> assertThat(event.request().screen()).isEmpty())
                .allSatisfy(event -> assertThat(event.request().toString()).doesNotContain("MADE_UP"));
    }

    @Test
    void screensOfTheFlowJsonAreKnown() {
        var checked = Conversation.with(
                flow, endpoint -> endpoint.responseCheck(knowing(Set.of("SHOWN_ONLY")), ResponseCheckPolicy.REFUSE));

        checked.ask(dataExchange("SHOWN_ONLY", "{}"));

        assertThat(checked.events(Failed.class).getFirst().request().screen()).contains("SHOWN_ONLY");
        assertThat(checked.endpoint.labels().screens()).containsExactlyInAnyOrder("SHOWN_ONLY", "FORM", "LAST");
    }

    @Test
    void refusalBeforeTheOpeningHasTheTenantAndNoAction() {
        var stranger = new Phone(BusinessPublicKey.of(PrivateKeys.generate()), TestKeys.APP_SECRET);
        conversation.status(stranger.seal(Conversation.INIT).request());

        assertThat(conversation.events(Refused.class).getFirst().request())
                .satisfies(request -> assertThat(request.endpoint().tenant()).contains("clinic-7"))
                .satisfies(request -> assertThat(request.kind()).isEmpty());
    }

    @Test
    void sameRequestAgainIsToldAsOne() {
        var sealed = conversation.phone.seal(dataExchange("FORM", "{}"));
        conversation.endpoint.answer(sealed.request());
        conversation.endpoint.answer(sealed.request());

        assertThat(conversation.events(Replayed.class))
                .extracting(Replayed::repeated)
                .containsExactly(Repeated.REQUEST);
        assertThat(conversation.events(Answered.class))
                .extracting(Answered::replayed)
                .containsExactly(false, true);
        assertThat(conversation.events(Handled.class)).hasSize(1);
    }

    @Test
    void sameSubmissionAgainIsToldAsOne() {
        conversation.ask(dataExchange("FORM", "{\"a\":1}"));
        conversation.ask(dataExchange("FORM", "{\"a\":1}"));

        assertThat(conversation.events(Replayed.class))
                .extracting(Replayed::repeated)
                .containsExactly(Repeated.SUBMISSION);
    }

    @Test
    void answerThatOnlySaysThatSomethingFailedIsToldAsSuch() {
        var failing = Conversation.with(
                Flow.named("shop").onInit(request -> NextScreen.of("FORM")).onScreen("FORM", request -> {
                    throw new IllegalStateException();
                }));
        failing.ask(Conversation.INIT);
        failing.ask(dataExchange("FORM", "{}"));

        assertThat(failing.events(Answered.class)).extracting(Answered::failed).containsExactly(false, true);
    }

    @Test
    void timesOfDecryptionAndHandlerAreTold() {
        var clock = ManualClock.create();
        var slow = Conversation.with(
                Flow.named("shop").onInit(request -> {
                    clock.advance(Duration.ofSeconds(3));
                    return NextScreen.of("FORM");
                }),
                endpoint -> endpoint.clock(clock).keyset(() -> {
                    clock.advance(Duration.ofSeconds(2));
                    return TestKeys.KEYSET;
                }));

        slow.ask(Conversation.INIT);

        assertThat(slow.events(Opened.class).getFirst().decryption()).isEqualTo(Duration.ofSeconds(2));
        assertThat(slow.events(Handled.class).getFirst())
                .matches(handled -> handled.elapsed().equals(Duration.ofSeconds(3)))
                .matches(handled -> !handled.isLate());
    }

    @Test
    void listenerIsAskedForTheOneOfEachEndpointWhenItIsBuilt() {
        var asked = new ArrayList<EndpointLabels>();
        var heard = new ArrayList<EndpointEvent>();
        EndpointListener listener = new EndpointListener() {
            @Override
            public void on(EndpointEvent event) {
                throw new AssertionError("not of one endpoint");
            }

            @Override
            public EndpointListener at(EndpointLabels endpoint) {
                asked.add(endpoint);
                return heard::add;
            }
        };
        var shop =
                Conversation.with(flow, endpoint -> endpoint.listener(listener).tenant("a"));
        var later = shop.endpoint.heardBy(listener);
        later.answer(shop.phone.seal(Conversation.PING).request());

        assertThat(asked)
                .containsOnly(new EndpointLabels("shop", Optional.of("a"), Set.of("FORM", "LAST")))
                .hasSize(2);
        assertThat(heard).as("by both").hasSize(6);
        assertThat(shop.events).hasSize(3);
    }

    @Test
    void nameOfTenantThatCouldForgeALineOfALogIsRefused() {
        for (var bad : List.of("", "a b", "a\nb", "x".repeat(65))) {
            assertThatThrownBy(() -> FlowEndpoint.builder(flow.build()).tenant(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("tenant");
        }
    }
}
