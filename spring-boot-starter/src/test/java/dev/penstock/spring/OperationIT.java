package dev.penstock.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.event.EndpointEvent;
import dev.penstock.event.EndpointListener;
import dev.penstock.servlet.Greeting;
import dev.penstock.servlet.HostileClients;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.EndpointAccess;
import dev.penstock.testing.FlowClient;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import dev.penstock.trust.RequestSignature;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What matters when an application runs: keys, health, the context of a request. */
class OperationIT {

    @Test
    void takesANewKeyFromTheFileAndStillOpensRequestsUnderTheOldOne() throws Exception {
        var file = GreetingApplication.file("private.pem", PrivateKeys.clearPem(Greeting.KEY));
        var next = PrivateKeys.generate();
        try (var application = GreetingApplication.start("penstock.keys.private-key-file=" + file);
                var old = line(application, BusinessPublicKey.of(Greeting.KEY));
                var renewed = line(application, BusinessPublicKey.of(next))) {
            assertThat(phone(old).ping().status()).isEqualTo(200);
            assertThat(renewed.send(Map.of("version", "3.0", "action", "ping"), Duration.ofSeconds(10))
                            .status())
                    .isEqualTo(421);

            Files.writeString(file, PrivateKeys.clearPem(next));

            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(phone(renewed).ping().status()).isEqualTo(200));
            assertThat(phone(old).ping().status()).isEqualTo(200);

            Files.writeString(file, "no key");
            assertThat(phone(renewed).ping().status()).isEqualTo(200);
        }
    }

    @Test
    void aPartThatIsDownDoesNotFailMetasHealthCheck() throws Exception {
        try (var application = GreetingApplication.start(
                        PartThatIsDown.class, "management.endpoint.health.show-details=always");
                var clients = new HostileClients(GreetingApplication.uri(application, "/flows/greeting"))) {
            var health = application
                    .getBean("penstockHealthIndicator", HealthIndicator.class)
                    .health();

            assertThat(get(application, "/actuator/health")).isEqualTo(503);
            assertThat(String.valueOf(health.getStatus())).isEqualTo("UP");
            assertThat(health.getDetails()).containsKey("/flows/greeting");
            clients.assertHealthy();
        }
    }

    @Test
    void takesAlongWhatFiltersPutIntoTheMdc() {
        try (var application = GreetingApplication.start(Traced.class);
                var line = line(application, BusinessPublicKey.of(Greeting.KEY))) {
            phone(line).ping();

            assertThat(application.getBean(Traced.class).seen).contains("abc").doesNotContain("null");
        }
    }

    @Test
    void issuesFlowTokensThatTheEndpointAccepts() {
        try (var application = GreetingApplication.start();
                var line = line(application, BusinessPublicKey.of(Greeting.KEY))) {
            var own = application.getBean(FlowTokens.class).issue("greeting", "somebody");
            var foreign = FlowTokens.of(AppSecrets.of("another secret of another app"))
                    .issue("greeting", "somebody");

            assertThat(FlowClient.over(line, own).build().init().status()).isEqualTo(200);
            assertThat(FlowClient.over(line, foreign).build().init().status()).isEqualTo(427);
        }
    }

    @Test
    void refusesToStartWhereTheDatabaseOfTheGuardIsNotThere() {
        assertThatThrownBy(() -> GreetingApplication.start("penstock.guard.kind=postgres")
                        .close())
                .hasRootCauseInstanceOf(ConnectException.class);
    }

    @Configuration(proxyBeanMethods = false)
    static class PartThatIsDown {

        @Bean
        HealthIndicator downHealthIndicator() {
            return () -> Health.down().build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Traced {

        final Queue<String> seen = new ConcurrentLinkedQueue<>();

        @Bean
        EndpointListener seeing() {
            return event -> {
                if (event instanceof EndpointEvent.Received) {
                    seen.add(String.valueOf(MDC.get("trace")));
                }
            };
        }

        @Bean
        FilterRegistrationBean<Filter> trace() {
            Filter filter = (request, response, chain) -> {
                try (var _ = MDC.putCloseable("trace", "abc")) {
                    chain.doFilter(request, response);
                }
            };
            var registration = new FilterRegistrationBean<>(filter);
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
            registration.setAsyncSupported(true);
            registration.setDispatcherTypes(DispatcherType.REQUEST);
            return registration;
        }
    }

    private static EncryptingLine line(ConfigurableApplicationContext application, BusinessPublicKey key) {
        var access = EndpointAccess.of(GreetingApplication.uri(application, "/flows/greeting"), key)
                .signedBy(RequestSignature.of(Greeting.SECRETS));
        return EncryptingLine.to(access).open();
    }

    private static FlowClient phone(EncryptingLine line) {
        return FlowClient.over(line, Greeting.TOKENS.issue("greeting", "somebody"))
                .build();
    }

    private static int get(ConfigurableApplicationContext application, String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(GreetingApplication.uri(application, path))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
