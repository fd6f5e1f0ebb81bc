package dev.penstock.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** A build's output is read by people who look for what is wrong: what goes well says nothing, and nobody else does. */
class BuildOutputTest {

    /** Run by the test below only. */
    static class APropertyThatHolds {

        @Property(tries = 10)
        boolean numbersAreNumbers(@ForAll int number) {
            return Math.abs((long) number) >= 0;
        }
    }

    @Test
    void aPropertyThatHoldsSaysNothing(@TempDir Path folder) {
        var heard = new ByteArrayOutputStream();
        var out = System.out;
        var err = System.err;
        var listener = new SummaryGeneratingListener();
        System.setOut(new PrintStream(heard, true, StandardCharsets.UTF_8));
        System.setErr(System.out);
        try {
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(DiscoverySelectors.selectClass(APropertyThatHolds.class))
                                    .filters(EngineFilter.includeEngines("jqwik"))
                                    .configurationParameter(
                                            "jqwik.database",
                                            folder.resolve("database").toString())
                                    .configurationParameter("jqwik.reporting.onlyfailures", "true")
                                    .build(),
                            listener);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }

        assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(1);
        assertThat(heard.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
