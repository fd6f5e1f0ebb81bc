package dev.penstock.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.servlet.HostileClients;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** With Spring Security on the class path the Flows are reached, and nothing else is that was not. */
class SecurityIT {

    @Test
    void flowsAreReachedAndTheRestOfTheApplicationStaysClosed() throws Exception {
        try (var application = GreetingApplication.start();
                var clients = new HostileClients(GreetingApplication.uri(application, "/flows/greeting"))) {
            clients.assertHealthy();

            assertThat(application.getBeansOfType(SecurityFilterChain.class))
                    .as("that of Spring Boot, and none of ours")
                    .hasSize(1);
            assertThat(status(application, "GET", "/other")).isEqualTo(401);
            assertThat(status(application, "GET", "/flows/other")).isEqualTo(401);
            assertThat(status(application, "GET", "/flows/greeting/more")).isEqualTo(401);
            assertThat(status(application, "POST", "/flows/greeting")).isEqualTo(432);
        }
    }

    @Test
    void aChainOfTheApplicationHoldsForEverythingElse() throws Exception {
        try (var application = GreetingApplication.start(OwnChain.class);
                var clients = new HostileClients(GreetingApplication.uri(application, "/flows/greeting"))) {
            clients.assertHealthy();

            assertThat(status(application, "GET", "/other")).isEqualTo(403);
        }
    }

    @Test
    void leavesItToTheApplicationIfToldSo() throws Exception {
        try (var application = GreetingApplication.start("penstock.security.permit-endpoints=false")) {
            assertThat(status(application, "POST", "/flows/greeting")).isIn(401, 403);
        }
    }

    private static int status(ConfigurableApplicationContext application, String method, String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(GreetingApplication.uri(application, path))
                                    .method(method, BodyPublishers.ofString("{}"))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnChain {

        @Bean
        SecurityFilterChain own(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().denyAll())
                    .build();
        }
    }
}
