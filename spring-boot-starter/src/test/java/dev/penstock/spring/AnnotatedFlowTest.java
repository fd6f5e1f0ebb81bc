package dev.penstock.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.penstock.Back;
import dev.penstock.DataExchange;
import dev.penstock.ErrorNotification;
import dev.penstock.Flow;
import dev.penstock.FlowBuilder;
import dev.penstock.FlowData;
import dev.penstock.FlowResponse;
import dev.penstock.FlowToken;
import dev.penstock.HealthCheck;
import dev.penstock.Init;
import dev.penstock.InvalidFlowToken;
import dev.penstock.NextScreen;
import dev.penstock.ScreenRequest;
import dev.penstock.crypto.Keyset;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.event.EndpointEvent;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.aop.framework.ProxyFactory;
import tools.jackson.databind.module.SimpleModule;

/** A Flow as methods of a bean. */
class AnnotatedFlowTest {

    record Choice(String department) {}

    record Other(String name) {}

    @FlowController("booking")
    static class Booking implements FlowBuilderCustomizer {

        final List<String> errors = new CopyOnWriteArrayList<>();

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
        void failed(FlowToken token, ErrorNotification notification) {
            errors.add(token.value() + ": " + notification.errorKey());
        }

        @Override
        public void customize(FlowBuilder builder) {
            builder.timeBudget(Duration.ofSeconds(3));
        }
    }

    private final Booking bean = new Booking();
    private final Flow flow = AnnotatedFlow.of(bean);

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
        var phone = FlowClient.over(InProcessLine.to(endpoint.build()), "t").build();

        phone.notifyEndpoint("APPOINTMENT", "invalid-screen-transition");

        Awaitility.await().untilAsserted(() -> assertThat(bean.errors).containsExactly("t: invalid-screen-transition"));
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

        AnnotatedFlow.of(factory.getProxy()).handle(init());

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

    @FlowController("a")
    static class TakesAnAnswer {
        @OnScreen("A")
        NextScreen choose(InvalidFlowToken answer) {
            return NextScreen.of(answer.errorMessage());
        }
    }

    @FlowController("a")
    static class TakesAHealthCheck {
        @OnScreen("A")
        NextScreen choose(HealthCheck ping) {
            return NextScreen.of(ping.version());
        }
    }

    @FlowController("a")
    static class TakesAnEvent {
        @OnErrorNotification
        void failed(EndpointEvent.ErrorNotified event) {}
    }

    @FlowController("a")
    static class TakesARequestForAnError {
        @OnErrorNotification
        void failed(DataExchange request) {}
    }

    @FlowController("a")
    static class TakesTheDataOfAnError {
        @OnErrorNotification
        void failed(Choice choice) {}
    }

    @FlowController("a")
    static class TakesAnOptional {
        @OnScreen("A")
        NextScreen choose(Optional<Choice> choice) {
            return NextScreen.of("A");
        }
    }

    @FlowController("a")
    static class TakesANumber {
        @OnScreen("A")
        NextScreen choose(int seats) {
            return NextScreen.of("A");
        }
    }

    @FlowController("a")
    static class AnswersLater {
        @OnInit
        java.util.concurrent.CompletableFuture<NextScreen> begin() {
            return java.util.concurrent.CompletableFuture.completedFuture(NextScreen.of("A"));
        }
    }

    @FlowController("a")
    static class TwoErrorHandlers {
        @OnErrorNotification
        void one() {}

        @OnErrorNotification
        void two(ErrorNotification notification) {}
    }

    @FlowController("a")
    static class PrivateErrorHandler {
        @OnErrorNotification
        private void failed() {}
    }

    @FlowController("a")
    static class StaticData {
        @DataOf("A")
        static Map<String, Object> data() {
            return Map.of();
        }
    }

    @FlowController("a")
    static class DataOfARecord {
        @DataOf("A")
        Map<String, Object> data(Choice choice) {
            return Map.of();
        }
    }

    @FlowController("a")
    static class DataOfOneRequest {
        @DataOf("A")
        Map<String, Object> data(Init request) {
            return Map.of();
        }
    }

    @FlowController("a")
    static class DataWithNumbersAsNames {
        @DataOf("A")
        Map<Integer, String> data() {
            return Map.of();
        }
    }

    @FlowController("a")
    static class EmptyScreen {
        @OnScreen("")
        NextScreen choose() {
            return NextScreen.of("A");
        }
    }

    @FlowController("a")
    static class OneScreenTwice {
        @OnScreen({"A", "A"})
        NextScreen choose() {
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
                Arguments.of(new AnswersErrors(), "return nothing"),
                Arguments.of(new TakesAnAnswer(), "there is no such thing in a request"),
                Arguments.of(new TakesAHealthCheck(), "Take a DataExchange"),
                Arguments.of(new TakesAnEvent(), "Take an ErrorNotification"),
                Arguments.of(new TakesARequestForAnError(), "Take an ErrorNotification"),
                Arguments.of(new TakesTheDataOfAnError(), "Take an ErrorNotification"),
                Arguments.of(new TakesAnOptional(), "or a record to which the data is bound"),
                Arguments.of(new TakesANumber(), "takes an int, and there is no such thing"),
                Arguments.of(new AnswersLater(), "return a FlowResponse"),
                Arguments.of(new TwoErrorHandlers(), "has a handler for error notifications already"),
                Arguments.of(new PrivateErrorHandler(), "is private or static"),
                Arguments.of(new StaticData(), "is private or static"),
                Arguments.of(new DataOfARecord(), "may be called with the data of any screen"),
                Arguments.of(new DataOfOneRequest(), "Take a ScreenRequest"),
                Arguments.of(new DataWithNumbersAsNames(), "return a Map<String, ...>"),
                Arguments.of(new EmptyScreen(), "needs the id of a screen"),
                Arguments.of(new OneScreenTwice(), "has a handler for data_exchange on A already"));
    }

    @ParameterizedTest
    @MethodSource("wrongControllers")
    void refusesAtTheStartWhatCannotBeAHandler(Object controller, String sentence) {
        assertThatThrownBy(() -> AnnotatedFlow.of(controller))
                .isInstanceOf(PenstockConfigurationException.class)
                .hasMessageContaining(sentence);
    }

    @FlowController("a")
    static class WithAFinalMethod {
        final Optional<String> injected = Optional.of("A");

        @OnInit
        final NextScreen begin() {
            return NextScreen.of(injected.orElseThrow());
        }
    }

    @Test
    void refusesAFinalMethodThatAProxyCannotPassOn() {
        var factory = new ProxyFactory(new WithAFinalMethod());
        factory.setProxyTargetClass(true);

        assertThatThrownBy(() -> AnnotatedFlow.of(factory.getProxy()))
                .isInstanceOf(PenstockConfigurationException.class)
                .hasMessageContaining("Take final away");
        assertThat(AnnotatedFlow.of(new WithAFinalMethod()).handlesInit()).isTrue();
    }

    @FlowController("a")
    static class BehindAnInterface implements Runnable {
        @OnInit
        NextScreen begin() {
            return NextScreen.of("A");
        }

        @Override
        public void run() {}
    }

    @Test
    void refusesAMethodThatAProxyOfInterfacesHides() {
        var proxy = new ProxyFactory(new BehindAnInterface()).getProxy();

        assertThatThrownBy(() -> AnnotatedFlow.of(proxy))
                .isInstanceOf(PenstockConfigurationException.class)
                .hasMessageContaining("declare the method in an interface");
    }

    /** As classes of other languages are: no record. */
    static final class Seats {
        final int count;

        @JsonCreator
        Seats(@JsonProperty("count") int count) {
            this.count = count;
        }
    }

    @FlowController("a")
    static class WithAModule implements FlowBuilderCustomizer {
        @OnScreen("A")
        NextScreen choose(Seats seats) {
            return NextScreen.of("B").with("count", seats.count);
        }

        @OnBack("B")
        NextScreen back(Seats seats) {
            return NextScreen.of("A").with("count", seats.count);
        }

        @Override
        public void customize(FlowBuilder builder) {
            builder.jacksonModule(new SimpleModule("any"));
        }
    }

    @Test
    void takesAClassThatAModuleOfJacksonMakes() throws Exception {
        var withModule = AnnotatedFlow.of(new WithAModule());

        assertThat(withModule.handle(exchange("A", Map.of("count", "2"))))
                .isEqualTo(NextScreen.of("B").with("count", 2));
        assertThat(withModule.dataTypes()).containsEntry("A", Seats.class);
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
