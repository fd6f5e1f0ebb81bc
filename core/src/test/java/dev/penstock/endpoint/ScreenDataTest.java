package dev.penstock.endpoint;

import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.Flow;
import dev.penstock.FlowBuilder;
import dev.penstock.FlowData;
import dev.penstock.FlowTexts;
import dev.penstock.NextScreen;
import dev.penstock.event.EndpointEvent;
import dev.penstock.event.EndpointEvent.Failed;
import dev.penstock.event.ResponseViolation;
import dev.penstock.json.StrictJson;
import dev.penstock.test.Conversation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The data of a screen is given once, so that every answer that shows the screen has it, whatever a phone remembers.
 */
class ScreenDataTest {

    private static final Map<String, Object> ALWAYS = Map.of("days", List.of("mo", "tu"), "error_messages", Map.of());

    record Form(int seats) {}

    private final CountDownLatch never = new CountDownLatch(1);

    private FlowBuilder flow() {
        return Flow.named("shop")
                .screen("FORM", request -> ALWAYS)
                .onInit(request -> NextScreen.of("FORM"))
                .onBack("SUMMARY", request -> NextScreen.of("FORM"))
                .onScreen("SUMMARY", request -> NextScreen.of("FORM"))
                .onScreen("FORM", request -> switch (request.data().string("do").orElse("")) {
                    case "stay" -> request.stay("Full");
                    case "errors" -> NextScreen.of("FORM").withFieldErrors(Map.of("day", "Full"));
                    case "more" ->
                        NextScreen.of("FORM").with("days", List.of("we")).with("left", 1);
                    case "next" -> NextScreen.of("SUMMARY");
                    case "null" -> null;
                    case "hang" -> {
                        never.await();
                        yield NextScreen.of("FORM");
                    }
                    case "bind" -> NextScreen.of("FORM").with(request.data().as(Form.class));
                    default -> throw new IllegalStateException("no");
                });
    }

    private final Conversation conversation = Conversation.with(flow().timeBudget(Duration.ofMillis(200)));

    private static Map<String, Object> data(Conversation.Reply reply) {
        return FlowData.from(StrictJson.readObject(reply.clear()).get("data")).asMap();
    }

    private Map<String, Object> exchange(String what) {
        return data(conversation.ask(dataExchange("FORM", "{\"do\":\"%s\"}".formatted(what))));
    }

    @Test
    void everyAnswerThatShowsTheScreenHasIt() {
        assertThat(data(conversation.ask(Conversation.INIT))).isEqualTo(ALWAYS);
        assertThat(data(conversation.ask("{\"action\":\"BACK\",\"screen\":\"SUMMARY\"}")))
                .isEqualTo(ALWAYS);
        assertThat(data(conversation.ask(dataExchange("SUMMARY", "{}")))).isEqualTo(ALWAYS);
        assertThat(exchange("stay")).containsAllEntriesOf(ALWAYS).containsEntry("error_message", "Full");
    }

    @Test
    void whatTheHandlerGivesIsOnTop() {
        assertThat(exchange("more")).isEqualTo(Map.of("days", List.of("we"), "left", 1, "error_messages", Map.of()));
    }

    @Test
    void otherScreensAreAsTheHandlerMadeThem() {
        assertThat(exchange("next")).isEmpty();
    }

    @Test
    void answerOfFilterHasItToo() {
        var filtered = Conversation.with(flow().around((request, next) -> NextScreen.of("FORM")));

        assertThat(data(filtered.ask(dataExchange("SUMMARY", "{}")))).isEqualTo(ALWAYS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"throw", "null", "bind", "hang"})
    void answersToFailuresHaveIt(String what) {
        assertThat(exchange(what)).containsAllEntriesOf(ALWAYS).containsKey("error_message");
        assertThat(conversation.events(Failed.class)).hasSize(1);
    }

    @Test
    void answerInPlaceOfOneThatWasRefusedHasIt() {
        var checked = Conversation.with(
                flow(),
                endpoint -> endpoint.responseCheck(
                        (request, response) -> List.of(new ResponseViolation("data", "is wrong")),
                        ResponseCheckPolicy.REFUSE));

        assertThat(data(checked.ask(dataExchange("FORM", "{\"do\":\"stay\"}"))))
                .containsAllEntriesOf(ALWAYS)
                .containsEntry("error_message", FlowTexts.ENGLISH.failed());
    }

    @Test
    void screenWithoutHandlerHasIt() {
        var unhandled = Conversation.with(
                Flow.named("shop").screen("LOST", request -> ALWAYS).onInit(request -> NextScreen.of("FIRST")));

        assertThat(data(unhandled.ask(dataExchange("LOST", "{}")))).containsAllEntriesOf(ALWAYS);
    }

    @Test
    void dataThatCannotBeHadIsLeftOutOfTheAnswerToTheFailure() {
        var calls = new AtomicInteger();
        var broken = Conversation.with(Flow.named("shop")
                .screen("FORM", request -> {
                    calls.incrementAndGet();
                    throw new IllegalStateException("what Ada typed");
                })
                .onScreen("FORM", request -> request.stay("Full")));

        assertThat(data(broken.ask(dataExchange("FORM", "{}"))))
                .isEqualTo(Map.of("error_message", FlowTexts.ENGLISH.failed()));
        assertThat(calls).hasValue(2);
        assertThat(broken.events(Failed.class))
                .hasSize(2)
                .allSatisfy(failed -> assertThat(failed.problem())
                        .contains("IllegalStateException", "ScreenDataTest.java")
                        .doesNotContain("Ada"));
    }

    @Test
    void dataThatDoesNotComeDoesNotKeepThePersonWaiting() {
        var slow = Conversation.with(Flow.named("shop")
                .timeBudget(Duration.ofMillis(100))
                .screen("FORM", request -> {
                    never.await();
                    return ALWAYS;
                })
                .onScreen("FORM", request -> request.stay("Full")));

        var reply = slow.ask(dataExchange("FORM", "{}"));

        assertThat(data(reply)).isEqualTo(Map.of("error_message", FlowTexts.ENGLISH.tookTooLong()));
        assertThat(slow.events(EndpointEvent.Answered.class).getFirst().elapsed())
                .isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void givenTwiceOrForNoScreenIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> flow().screen("FORM", request -> ALWAYS))
                .withMessageContaining("has the data of FORM already");
        assertThatIllegalArgumentException().isThrownBy(() -> flow().screen("", request -> ALWAYS));
        assertThatIllegalArgumentException().isThrownBy(() -> flow().screen("SUCCESS", request -> ALWAYS));
        assertThat(flow().build().screensWithData()).containsExactly("FORM");
    }

    /** One phone puts an answer in place of what the screen had, the other on top of it. */
    @Nested
    class OnPhonesThatReplaceAndPhonesThatMerge {

        @Test
        void peopleSeeTheSame() {
            var replaced = new LinkedHashMap<String, Object>();
            var merged = new LinkedHashMap<String, Object>();
            for (var what : List.of("errors", "stay", "throw", "more", "errors", "bind", "null")) {
                var shown = new LinkedHashMap<>(exchange(what));
                shown.remove("error_message");
                replaced.clear();
                replaced.putAll(shown);
                merged.putAll(shown);
                merged.remove("left"); // shown by "more" alone: a field that is not always there stays on one of them

                replaced.remove("left");
                assertThat(merged).as(what).isEqualTo(replaced).containsKeys("days", "error_messages");
            }
            assertThat(merged).containsEntry("error_messages", Map.of());
        }
    }
}
