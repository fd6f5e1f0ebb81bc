package dev.penstock.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.servlet.Greeting;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.EndpointAccess;
import dev.penstock.testing.Exchange;
import dev.penstock.testing.FlowClient;
import dev.penstock.trust.RequestSignature;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/** What filters leave on the thread of a request reaches the thread of its handler, on both kinds of threads. */
class ContextIT {

    /** Where Spring Security is, it observes what it lets through. */
    private static final String BENEATH_THAT_OF_THE_REQUEST = "spring.security.http.secured.requests";

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void observationAndAuthenticationReachTheHandler(String isVirtual) {
        try (var application = GreetingApplication.start(
                        Secured.class,
                        "penstock.security.permit-endpoints=false",
                        "spring.threads.virtual.enabled=" + isVirtual);
                var line = EncryptingLine.to(EndpointAccess.of(
                                        GreetingApplication.uri(application, "/flows/context"),
                                        BusinessPublicKey.of(Greeting.KEY))
                                .signedBy(RequestSignature.of(Greeting.SECRETS)))
                        .open()) {
            var phone = FlowClient.over(line, Greeting.TOKENS.issue("context", "somebody"))
                    .build();

            assertThat(phone.init().outcome())
                    .isInstanceOfSatisfying(
                            Exchange.Answered.class,
                            answered -> assertThat(answered.answer())
                                    .containsEntry(
                                            "data", Map.of("who", "meta", "observation", BENEATH_THAT_OF_THE_REQUEST)));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Secured {

        @Bean
        Flow context(ObservationRegistry observations) {
            return Flow.named("context")
                    .onInit(request ->
                            NextScreen.of("CONTEXT").with("who", name()).with("observation", observation(observations)))
                    .build();
        }

        private static String name() {
            return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                    .map(authentication -> authentication.getName())
                    .orElse("nobody");
        }

        private static String observation(ObservationRegistry observations) {
            return Optional.ofNullable(observations.getCurrentObservation())
                    .map(current -> String.valueOf(current.getContextView().getName()))
                    .orElse("none");
        }

        @Bean
        SecurityFilterChain own(HttpSecurity http) throws Exception {
            return http.csrf(AbstractHttpConfigurer::disable)
                    .addFilterBefore(
                            (request, response, chain) -> {
                                SecurityContextHolder.setContext(
                                        new SecurityContextImpl(new TestingAuthenticationToken("meta", "", "META")));
                                chain.doFilter(request, response);
                            },
                            AuthorizationFilter.class)
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .build();
        }
    }
}
