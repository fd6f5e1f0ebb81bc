package dev.penstock.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.replay.InMemoryReplayGuard;
import dev.penstock.servlet.Greeting;
import dev.penstock.servlet.PenstockServlet;
import dev.penstock.spring.autoconfigure.PenstockAutoConfiguration;
import dev.penstock.spring.autoconfigure.PenstockPostgresAutoConfiguration;
import dev.penstock.spring.autoconfigure.PenstockServletAutoConfiguration;
import dev.penstock.spring.autoconfigure.PenstockWebhooksAutoConfiguration;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the properties do, and which sentence says what is missing. */
class ConfigurationTest {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    PenstockPostgresAutoConfiguration.class,
                    PenstockAutoConfiguration.class,
                    PenstockWebhooksAutoConfiguration.class,
                    PenstockServletAutoConfiguration.class));

    @Test
    void servesEveryFlowAtItsName() {
        configured(OneFlow.class).run(context -> {
            assertThat(context.getBean(FlowEndpoints.class).byPath()).containsOnlyKeys("/flows/greeting");
            assertThat(context.getBean(PenstockServlet.class).paths()).containsExactly("/flows/greeting");
        });
    }

    @Test
    void servesAtOtherPaths() {
        configured(TwoFlows.class)
                .withPropertyValues("penstock.base-path=/meta", "penstock.flows.other.path=/elsewhere")
                .run(context -> assertThat(context.getBean(FlowEndpoints.class).byPath())
                        .containsOnlyKeys("/meta/greeting", "/elsewhere"));
    }

    @Test
    void needsNothingWhereThereIsNoFlow() {
        runner.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(PenstockServlet.class));
    }

    @Test
    void takesKeysSecretsAndGuardOfTheApplication() {
        runner.withUserConfiguration(OneFlow.class, OwnBeans.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(FlowEndpoints.class)
                            .of("greeting")
                            .orElseThrow()
                            .acceptsUnsignedRequests())
                    .isFalse();
        });
    }

    @Test
    void issuesFlowTokensThatItAccepts() {
        configured(OneFlow.class)
                .withPropertyValues("penstock.flow-tokens.accept=issued", "penstock.flow-tokens.lifetime=1h")
                .run(context -> assertThat(context).hasSingleBean(FlowTokens.class));
    }

    @Test
    void readsTheSecretFromAFile() {
        runner.withUserConfiguration(OneFlow.class)
                .withPropertyValues(
                        key(), "penstock.app.secret-file=" + GreetingApplication.file("secret", Greeting.SECRET + "\n"))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void readsTheKeyFromAText() {
        runner.withUserConfiguration(OneFlow.class)
                .withPropertyValues(
                        "penstock.keys.private-key=" + PrivateKeys.clearPem(Greeting.KEY),
                        "penstock.app.secret=" + Greeting.SECRET)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void neverShowsASecret() {
        configured(OneFlow.class)
                .withPropertyValues("penstock.webhooks.verify-token=a-token-to-hide")
                .run(context -> assertThat(
                                context.getBean(PenstockProperties.class).toString())
                        .doesNotContain(Greeting.SECRET)
                        .doesNotContain("a-token-to-hide"));
    }

    @Test
    void theEndpointCanBeChangedBeforeItIsBuilt() {
        configured(OneFlow.class)
                .withBean(FlowEndpointCustomizer.class, () -> (builder, flow) -> builder.scope("of " + flow.name()))
                .run(context -> assertThat(context).hasNotFailed());
    }

    static Stream<Arguments> mistakes() {
        var key = key();
        var secret = "penstock.app.secret=" + Greeting.SECRET;
        return Stream.of(
                mistake("penstock.keys.private-key-file", secret),
                mistake("penstock.app.secret-file", key),
                mistake("insecurely-accept-unsigned-requests", key),
                mistake("there is no such file", "penstock.keys.private-key-file=/nowhere/private.pem", secret),
                mistake("/nowhere/secret", key, "penstock.app.secret-file=/nowhere/secret"),
                mistake("is empty", key, "penstock.app.secret-file=" + GreetingApplication.file("empty", " \n")),
                mistake("Remove one of them", key, secret, "penstock.app.secret-file=/nowhere/secret"),
                mistake("at least 16 characters", key, "penstock.app.secret=short"),
                mistake(
                        "penstock.app.secret is ${META_APP_SECRET_THAT_IS_NOT_SET}",
                        key,
                        "penstock.app.secret=${META_APP_SECRET_THAT_IS_NOT_SET}"),
                mistake("no such variable", secret, "penstock.keys.private-key=${PRIVATE_KEY_THAT_IS_NOT_SET}"),
                mistake(
                        "previous-secret-until",
                        key,
                        secret,
                        "penstock.app.previous-secret=" + Greeting.PREVIOUS_SECRET),
                mistake("Remove one of them", key, secret, "penstock.app.insecurely-accept-unsigned-requests=true"),
                mistake("more than one of", key, secret, "penstock.keys.directory=keys"),
                mistake("passphrase-file", secret, "penstock.keys.directory=keys"),
                mistake("The names are: greeting", key, secret, "penstock.flows.greting.path=/x"),
                mistake("looks like /flows/booking", key, secret, "penstock.base-path=flows"),
                mistake("looks like /flows/booking", key, secret, "penstock.flows.greeting.path=/flows/*"),
                mistake("classpath:booking.json", key, secret, "penstock.flows.greeting.flow-json=classpath:none.json"),
                mistake("cannot be read", key, secret, flowJson("{")),
                mistake("GREETING", key, secret, flowJson("""
                        {"version":"7.3","data_api_version":"3.0","routing_model":{"A":[]},"screens":[{"id":"A",
                        "terminal":true,"layout":{"type":"SingleColumnLayout","children":[]}}]}""")),
                mistake("penstock-postgres", key, secret, "penstock.guard.kind=postgres"),
                mistake("bodyDeadline", key, secret, "penstock.limits.body-deadline=0s"),
                mistake("less than 2GB", key, secret, "penstock.limits.max-body=3GB"),
                mistake("maxBufferedBytes", key, secret, "penstock.limits.max-buffered=1KB"),
                mistake("penstock.app.sercet", key, "penstock.app.sercet=" + Greeting.SECRET));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void saysWhatHelps(String sentence, List<String> properties) {
        runner.withUserConfiguration(OneFlow.class)
                .withPropertyValues(properties.toArray(String[]::new))
                .run(context -> {
                    assertThat(context).hasFailed();
                    var messages = messages(context.getStartupFailure());
                    assertThat(messages).anyMatch(message -> message.contains(sentence));
                    assertThat(messages).noneMatch(message -> message.contains(Greeting.SECRET));
                });
    }

    @Test
    void twoFlowsOfOneNameAreRefused() {
        configured(OneFlow.class)
                .withBean("again", Flow.class, Greeting::flow)
                .run(context -> assertThat(messages(context.getStartupFailure()))
                        .anyMatch(message -> message.contains("Two beans are the Flow greeting")));
    }

    @Test
    void submissionsThatAreAnsweredOnceNeedFlowTokens() {
        runner.withPropertyValues(key(), "penstock.app.secret=" + Greeting.SECRET)
                .withBean(
                        Flow.class,
                        () -> Flow.named("once")
                                .onScreen("A", request -> NextScreen.of("A"))
                                .oncePerSubmission("A")
                                .build())
                .run(context -> assertThat(messages(context.getStartupFailure()))
                        .anyMatch(message -> message.contains("penstock.flow-tokens.accept to issued")));
    }

    private WebApplicationContextRunner configured(Class<?> configuration) {
        return runner.withUserConfiguration(configuration)
                .withPropertyValues(key(), "penstock.app.secret=" + Greeting.SECRET);
    }

    private static String key() {
        return "penstock.keys.private-key-file="
                + GreetingApplication.file("private.pem", PrivateKeys.clearPem(Greeting.KEY));
    }

    private static String flowJson(String text) {
        return "penstock.flows.greeting.flow-json=file:" + GreetingApplication.file("flow.json", text);
    }

    private static Arguments mistake(String sentence, String... properties) {
        return Arguments.of(sentence, List.of(properties));
    }

    private static List<String> messages(Throwable failure) {
        var messages = new ArrayList<String>();
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            messages.add(String.valueOf(cause.getMessage()));
        }
        return messages;
    }

    @Configuration(proxyBeanMethods = false)
    static class OneFlow {

        @Bean
        Flow greeting() {
            return Greeting.flow();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoFlows {

        @Bean
        Flow greeting() {
            return Greeting.flow();
        }

        @Bean
        Flow other() {
            return Flow.named("other").onInit(request -> NextScreen.of("A")).build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnBeans {

        @Bean
        Keyset keyset() {
            return Keyset.of(Greeting.KEY);
        }

        @Bean
        AppSecrets secrets() {
            return Greeting.SECRETS;
        }

        @Bean
        InMemoryReplayGuard guard() {
            return InMemoryReplayGuard.builder().build();
        }
    }
}
