package dev.penstock.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.FlowClient;
import dev.penstock.webhook.VerifyToken;
import dev.penstock.webhook.WebhookEndpoint;
import dev.penstock.webhook.WebhookHandlers;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** How the adapter lives among the other parts of a web application. */
class WebApplicationsIT {

    private static final Filter READS_EVERYTHING = (request, response, chain) -> {
        request.getInputStream().readAllBytes();
        chain.doFilter(request, response);
    };

    static List<Container.Kind> containers() {
        return Container.all();
    }

    @ParameterizedTest
    @MethodSource("containers")
    void comesBeforeFiltersThatReadBodies(Container.Kind kind) throws Exception {
        try (var container = kind.start().start(context -> {
                    servlet().addTo(context);
                    add(context, READS_EVERYTHING);
                });
                var line = line(container)) {
            assertThat(phone(line).init().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @MethodSource("containers")
    void saysWhatHelpsWhereAFilterHasReadTheBody(Container.Kind kind) throws Exception {
        var log = log();
        try (var container = kind.start().start(context -> {
                    add(context, READS_EVERYTHING);
                    add(context, servlet());
                });
                var line = line(container)) {
            assertThat(phone(line).init().status()).isEqualTo(400);
        }
        assertThat(log.list).anyMatch(event -> event.getFormattedMessage().contains("PenstockServlet.addTo"));
    }

    @ParameterizedTest
    @MethodSource("containers")
    void answersOnTheThreadOfTheContainerWhereAFilterIsNotAsynchronous(Container.Kind kind) throws Exception {
        try (var container = kind.start().start(context -> {
                    context.addFilter("blocking", (Filter)
                                    (request, response, chain) -> chain.doFilter(request, response))
                            .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
                    add(context, servlet());
                });
                var clients = new HostileClients(container.uri().resolve("/flows/greeting"));
                var line = line(container)) {
            assertThat(phone(line).init().status()).isEqualTo(200);
            clients.assertOtherMethodsAreRefused();
        }
    }

    @ParameterizedTest
    @MethodSource("containers")
    void leavesOtherPathsToTheApplication(Container.Kind kind) throws Exception {
        try (var container = kind.start().start(context -> {
                    servlet().addTo(context);
                    context.addServlet("own", new Own()).addMapping("/own");
                });
                var http = HttpClient.newHttpClient()) {
            assertThat(get(http, container.uri().resolve("/own")).statusCode()).isEqualTo(299);
            assertThat(get(http, container.uri().resolve("/flows/other")).statusCode())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @MethodSource("containers")
    void servesWebhooks(Container.Kind kind) throws Exception {
        try (var webhooks = WebhookEndpoint.builder(
                                Greeting.SECRETS, VerifyToken.of("verify-me-please"), WebhookHandlers.none())
                        .build();
                var container = kind.start()
                        .start(PenstockServlet.builder()
                                .webhooks("/webhooks/meta", webhooks)
                                .build()::addTo);
                var http = HttpClient.newHttpClient()) {
            var url = container.uri().resolve("/webhooks/meta");
            var verified = get(
                    http,
                    URI.create(url + "?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=verify-me-please"));
            var forged = http.send(
                    HttpRequest.newBuilder(url)
                            .POST(BodyPublishers.ofString("{}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(verified.statusCode()).isEqualTo(200);
            assertThat(verified.body()).isEqualTo("1158201444");
            assertThat(forged.statusCode()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @MethodSource("containers")
    void refusesAtOnceWhatIsBeyondTheConcurrentRequests(Container.Kind kind) throws Exception {
        var isBusy = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var slow = Flow.named("greeting")
                .onInit(request -> {
                    isBusy.countDown();
                    go.await();
                    return NextScreen.of("GREETING");
                })
                .build();
        var servlet = PenstockServlet.builder()
                .endpoint(FlowEndpoint.builder(slow)
                        .keyset(dev.penstock.crypto.Keyset.of(Greeting.KEY))
                        .appSecrets(Greeting.SECRETS)
                        .build())
                .limits(ServletLimits.defaults().withMaxConcurrentRequests(1))
                .build();
        try (var container = kind.start().start(servlet::addTo);
                var line = line(container);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> phone(line).init().status());
            isBusy.await();
            var second = phone(line).ping();
            go.countDown();

            assertThat(second.status()).isEqualTo(503);
            assertThat(second.wire().answerHeaders()).containsEntry("retry-after", "1");
            assertThat(first.get()).isEqualTo(200);
            assertThat(phone(line).ping().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @MethodSource("containers")
    void takesAlongWhatBelongsToTheThreadOfTheContainer(Container.Kind kind) throws Exception {
        var seen = new java.util.concurrent.ConcurrentLinkedQueue<String>();
        var servlet = PenstockServlet.builder()
                .endpoint(Greeting.endpoint()
                        .requestIds(() -> {
                            seen.add(String.valueOf(MDC.get("trace")));
                            return "id";
                        })
                        .build())
                .carrying(work -> {
                    var here = MDC.getCopyOfContextMap();
                    return () -> {
                        MDC.setContextMap(here);
                        work.run();
                    };
                })
                .build();
        try (var container = kind.start().start(context -> {
                    var filter = context.addFilter("trace", (Filter) (request, response, chain) -> {
                        try (var _ = MDC.putCloseable("trace", "abc")) {
                            chain.doFilter(request, response);
                        }
                    });
                    filter.setAsyncSupported(true);
                    filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
                    add(context, servlet);
                });
                var line = line(container)) {
            phone(line).ping();
        }
        assertThat(seen).containsExactly("abc");
    }

    @Test
    void saysThatAPathIsTaken() {
        assertThatThrownBy(() -> PenstockServlet.builder()
                        .endpoint("/flows/a", Greeting.endpoint().build())
                        .endpoint("/flows/a", Greeting.endpoint().build()))
                .hasMessageContaining("Two endpoints have the path /flows/a");
        assertThatThrownBy(() -> PenstockServlet.builder()
                        .endpoint("flows/*", Greeting.endpoint().build()))
                .hasMessageContaining("does not look like /flows/booking");
        assertThatThrownBy(() -> PenstockServlet.builder().build()).hasMessageContaining("has no endpoint");
        assertThatThrownBy(() -> ServletLimits.defaults().withBodyDeadline(Duration.ZERO))
                .hasMessageContaining("bodyDeadline is PT0S");
        assertThatThrownBy(() -> ServletLimits.defaults().withMaxBufferedBytes(7))
                .hasMessageContaining("maxBufferedBytes is 7");
    }

    private static final class Own extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(
                jakarta.servlet.http.HttpServletRequest request, jakarta.servlet.http.HttpServletResponse response) {
            response.setStatus(299);
        }
    }

    private static PenstockServlet servlet() {
        return PenstockServlet.builder().endpoint(Greeting.endpoint().build()).build();
    }

    /** As an application declares it that does not know better. */
    private static void add(ServletContext context, PenstockServlet servlet) {
        var added = context.addServlet("flows", servlet);
        added.setAsyncSupported(true);
        added.addMapping("/flows/*");
    }

    private static void add(ServletContext context, Filter filter) {
        var added = context.addFilter("other", filter);
        added.setAsyncSupported(true);
        added.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    private static EncryptingLine line(Container container) {
        return EncryptingLine.to(Greeting.access(container.uri().resolve("/flows/greeting")))
                .open();
    }

    private static FlowClient phone(EncryptingLine line) {
        return FlowClient.over(line, Greeting.TOKENS.issue("greeting", "somebody"))
                .build();
    }

    private static HttpResponse<String> get(HttpClient http, URI url) throws Exception {
        return http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static ListAppender<ILoggingEvent> log() {
        var appender = new ListAppender<ILoggingEvent>();
        appender.start();
        ((Logger) LoggerFactory.getLogger(PenstockServlet.class)).addAppender(appender);
        return appender;
    }
}
