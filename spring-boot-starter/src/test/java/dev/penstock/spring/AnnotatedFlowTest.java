package dev.penstock.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.Back;
import dev.penstock.DataExchange;
import dev.penstock.Flow;
import dev.penstock.FlowBuilder;
import dev.penstock.FlowData;
import dev.penstock.FlowResponse;
import dev.penstock.FlowToken;
import dev.penstock.Init;
import dev.penstock.NextScreen;
import dev.penstock.ScreenRequest;
import dev.penstock.crypto.Keyset;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.event.EndpointEvent.ErrorNotified;
import dev.penstock.servlet.Greeting;
import dev.penstock.spring.annotation.DataOf;
import dev.penstock.spring.annotation.FlowBuilderCustomizer;
import dev.penstock.spring.annotation.FlowController;
import dev.penstock.spring.annotation.OnBack;
import dev.penstock.spring.annotation.OnErrorNotification;
import dev.penstock.spring.annotation.OnInit;
import dev.penstock.spring.annotation.OnScreen;
import dev.penstock.spring.internal.AnnotatedFlow;
import dev.penstock.testing.FlowClient;
import dev.penstock.testing.InProcessLine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.aop.framework.ProxyFactory;

/** A Flow as methods of a bean. */
class AnnotatedFlowTest {

    record Choice(String department) {}

    record Other(String name) {}

    @FlowController("booking")
    static class Booking implements FlowBuilderCustomizer {

        final List<String> errors = new ArrayList<>();

        @OnInit
        NextScreen begin() {
            return NextScreen.of("APPOINTMENT");
        }

        @DataOf("APPOINTMENT")
        Map<String, Object> departments(FlowToken token) {
            return Map.of("departments", List.of("shop"), "for", token.value());
        }

        @OnScreen(value = "APPOINTMENT", oncePerSubmission = true)
        FlowResponse choose(FlowToken token, Choice choice, DataExchange request, FlowData data) {
            return NextScreen.of("SUMMARY")
                    .with("text", choice.department() + token.value() + request.screen() + data.names());
        }

        @OnScreen({"SUMMARY", "CONTACT"})
        FlowResponse confirm(ScreenRequest request) throws IOException {
            throw new IOException("of " + request.action());
        }

        @OnBack("SUMMARY")
        NextScreen back(Back request) {
            return NextScreen.of("APPOINTMENT").with("from", request.screen());
        }

        @OnBack
        NextScreen anyBack() {
            return NextScreen.of("CONTACT");
        }

        @OnErrorNotification
        void failed(ErrorNotified notified) {
            errors.add(notified.errorKey());
        }

        @Override
        public void customize(FlowBuilder builder) {
            builder.timeBudget(Duration.ofSeconds(3));
        }
    }

    private final Booking bean = new Booking();
    private final AnnotatedFlow annotated = AnnotatedFlow.of(bean);
    private final Flow flow = annotated.flow();

    @Test
    void everyMethodAnswersWhatItIsFor() throws Exception {
        assertThat(flow.name()).isEqualTo("booking");
        assertThat(flow.timeBudget()).isEqualTo(Duration.ofSeconds(3));
        assertThat(flow.oncePerSubmission()).containsExactly("APPOINTMENT");
        assertThat(flow.dataTypes()).containsEntry("APPOINTMENT", Choice.class);
        assertThat(flow.handle(init()))
                .isEqualTo(NextScreen.of("APPOINTMENT")
                        .with("departments", List.of("shop"))
                        .with("for", "t"));
        assertThat(flow.handle(exchange("APPOINTMENT", Map.of("department", "toys"))))
                .isEqualTo(NextScreen.of("SUMMARY").with("text", "toystAPPOINTMENT[department]"));
        assertThat(((NextScreen) flow.handle(back("SUMMARY"))).data().asMap()).containsEntry("from", "SUMMARY");
        assertThat(((NextScreen) flow.handle(back("CONTACT"))).screen()).isEqualTo("CONTACT");
    }

    @Test
    void whatAMethodThrowsArrivesAsItWasThrown() {
        assertThatThrownBy(() -> flow.handle(exchange("CONTACT", Map.of())))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("of ");
    }

    @Test
    void errorNotificationsAreHeard() {
        var endpoint = FlowEndpoint.builder(flow)
                .keyset(Keyset.of(Greeting.KEY))
                .insecurelyAcceptUnsignedRequests()
                .uniqueFlowTokens();
        annotated.listeners().forEach(endpoint::listener);
        var phone = FlowClient.over(InProcessLine.to(endpoint.build()), "t").build();

        phone.notifyEndpoint("APPOINTMENT", "invalid-screen-transition");

        assertThat(bean.errors).containsExactly("invalid-screen-transition");
    }

    /** So that {@code @Transactional} works, for example. */
    @Test
    void methodsAreCalledThroughAProxy() throws Exception {
        var called = new ArrayList<String>();
        var factory = new ProxyFactory(bean);
        factory.setProxyTargetClass(true);
        factory.addAdvice((org.aopalliance.intercept.MethodInterceptor) invocation -> {
            called.add(invocation.getMethod().getName());
            return invocation.proceed();
        });

        AnnotatedFlow.of(factory.getProxy()).flow().handle(init());

        assertThat(called).contains("begin", "departments");
    }

    @FlowController("a")
    static class Empty {}

    @FlowController("A Name")
    static class Misnamed {
        @OnInit
        NextScreen begin() {
            return NextScreen.of("A");
        }
    }

    @FlowController("a")
    static class ReturnsText {
        @OnInit
        String begin() {
            return "A";
        }
    }

    @FlowController("a")
    static class ReturnsNothing {
        @OnScreen("A")
        void choose() {}
    }

    @FlowController("a")
    static class TakesText {
        @OnScreen("A")
        NextScreen choose(String text) {
            return NextScreen.of(text);
        }
    }

    @FlowController("a")
    static class TakesAnotherRequest {
        @OnBack("A")
        NextScreen back(DataExchange request) {
            return NextScreen.of(request.screen());
        }
    }

    @FlowController("a")
    static class TakesTwoRecords {
        @OnScreen("A")
        NextScreen choose(Choice choice, Other other) {
            return NextScreen.of(choice.department() + other.name());
        }
    }

    record Unreadable(Thread thread) {}

    @FlowController("a")
    static class TakesAnUnreadableRecord {
        @OnScreen("A")
        NextScreen choose(Unreadable data) {
            return NextScreen.of(data.toString());
        }
    }

    @FlowController("a")
    static class Twice {
        @OnInit
        NextScreen begin() {
            return NextScreen.of("A");
        }

        @OnInit
        NextScreen again(Init request) {
            return NextScreen.of("A");
        }
    }

    @FlowController("a")
    static class TwoAnnotations {
        @OnInit
        @OnBack
        NextScreen begin() {
            return NextScreen.of("A");
        }
    }

    @FlowController("a")
    static class Private {
        @OnInit
        private NextScreen begin() {
            return NextScreen.of("A");
        }
    }

    @FlowController("a")
    static class DataIsText {
        @DataOf("A")
        String data() {
            return "";
        }
    }

    @FlowController("a")
    static class NoScreen {
        @OnScreen({})
        NextScreen choose() {
            return NextScreen.of("A");
        }
    }

    @FlowController("a")
    static class AnswersErrors {
        @OnErrorNotification
        NextScreen failed() {
            return NextScreen.of("A");
        }
    }

    static Stream<Arguments> wrongControllers() {
        return Stream.of(
                Arguments.of(new Empty(), "has no handler"),
                Arguments.of(new Misnamed(), "lower-case letters"),
                Arguments.of(new ReturnsText(), "@OnInit ReturnsText.begin returns String"),
                Arguments.of(new ReturnsNothing(), "return a FlowResponse"),
                Arguments.of(new TakesText(), "Take a DataExchange, a FlowToken, a FlowData, or a record"),
                Arguments.of(new TakesAnotherRequest(), "Take a Back"),
                Arguments.of(new TakesTwoRecords(), "two records, Choice and Other"),
                Arguments.of(new TakesAnUnreadableRecord(), "to which no data can be bound"),
                Arguments.of(new Twice(), "has a handler for INIT already"),
                Arguments.of(new TwoAnnotations(), "Make two methods of it"),
                Arguments.of(new Private(), "is private or static"),
                Arguments.of(new DataIsText(), "as a Map or a record"),
                Arguments.of(new NoScreen(), "Write @OnScreen(\"SCREEN_ID\")"),
                Arguments.of(new AnswersErrors(), "returns nothing"));
    }

    @ParameterizedTest
    @MethodSource("wrongControllers")
    void refusesAtTheStartWhatCannotBeAHandler(Object controller, String sentence) {
        assertThatThrownBy(() -> AnnotatedFlow.of(controller))
                .isInstanceOf(PenstockConfigurationException.class)
                .hasMessageContaining(sentence);
    }

    private static Init init() {
        return new Init("3.0", "", FlowData.empty(), FlowToken.of("t"), Optional.empty(), FlowData.empty());
    }

    private static DataExchange exchange(String screen, Map<String, Object> data) {
        return new DataExchange(
                "3.0", screen, FlowData.from(data), FlowToken.of("t"), Optional.empty(), FlowData.empty());
    }

    private static Back back(String screen) {
        return new Back("3.0", screen, FlowData.empty(), FlowToken.of("t"), Optional.empty(), FlowData.empty());
    }
}
