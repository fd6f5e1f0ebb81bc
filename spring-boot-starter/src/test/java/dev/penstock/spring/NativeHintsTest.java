package dev.penstock.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.FlowResponse;
import dev.penstock.NextScreen;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.servlet.Greeting;
import dev.penstock.spring.annotation.DataOf;
import dev.penstock.spring.annotation.FlowController;
import dev.penstock.spring.annotation.OnInit;
import dev.penstock.spring.annotation.OnScreen;
import dev.penstock.spring.autoconfigure.PenstockAutoConfiguration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.env.MapPropertySource;
import org.springframework.javapoet.ClassName;

/** An application with a {@code @FlowController} can be processed ahead of time, and its native image knows all. */
class NativeHintsTest {

    record Guest(String name) {}

    record Choice(LocalDate day, List<Guest> guests) {}

    record Shown(String text) {}

    @FlowController("booking")
    static class Booking {

        @OnInit
        NextScreen begin() {
            return NextScreen.of("DAY");
        }

        @DataOf("DAY")
        Shown shown() {
            return new Shown("");
        }

        @OnScreen("DAY")
        FlowResponse choose(Choice choice) {
            return NextScreen.of("DAY").with("day", choice.day());
        }

        void other() {}
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Booking.class)
    @ImportAutoConfiguration(PenstockAutoConfiguration.class)
    static class Application {}

    @Test
    void methodsRecordsAndFlowJsonAreKnown() throws Exception {
        var hints = hints();

        for (var name : List.of("begin", "shown")) {
            assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Booking.class.getDeclaredMethod(name)))
                    .as(name)
                    .accepts(hints);
        }
        assertThat(RuntimeHintsPredicates.reflection()
                        .onMethodInvocation(Booking.class.getDeclaredMethod("choose", Choice.class)))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Booking.class.getDeclaredMethod("other")))
                .rejects(hints);
        for (var record : List.of(Choice.class, Guest.class, Shown.class)) {
            assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(record.getDeclaredConstructors()[0]))
                    .as(record.getSimpleName())
                    .accepts(hints);
            assertThat(RuntimeHintsPredicates.reflection()
                            .onMethodInvocation(record.getRecordComponents()[0].getAccessor()))
                    .as(record.getSimpleName())
                    .accepts(hints);
        }
        assertThat(RuntimeHintsPredicates.resource().forResource("flows/booking.json"))
                .accepts(hints);
    }

    private static RuntimeHints hints() {
        var files = new InMemoryGeneratedFiles();
        var generation = new DefaultGenerationContext(
                new ClassNameGenerator(ClassName.get("com.example", "Application")), files);
        try (var context = new AnnotationConfigApplicationContext()) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "test",
                            Map.of(
                                    "penstock.keys.private-key",
                                    PrivateKeys.clearPem(Greeting.KEY),
                                    "penstock.app.secret",
                                    Greeting.SECRET)));
            context.register(Application.class);
            new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        }
        generation.writeGeneratedContent();
        assertThat(files.getGeneratedFiles(Kind.SOURCE)).isNotEmpty();
        return generation.getRuntimeHints();
    }
}
