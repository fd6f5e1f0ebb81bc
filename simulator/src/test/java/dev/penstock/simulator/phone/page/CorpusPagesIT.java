package dev.penstock.simulator.phone.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowJsonVersion;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.simulator.phone.ExampleData;
import dev.penstock.simulator.phone.PhoneEvent;
import dev.penstock.simulator.phone.PhoneSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every valid document of version 4.0 and later draws all its screens from its example data, without an error. */
class CorpusPagesIT {

    private static Browser browser;

    @BeforeAll
    static void start() {
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @TestFactory
    List<DynamicTest> drawsEveryScreen() throws IOException {
        try (Stream<Path> files = Files.list(corpus())) {
            List<DynamicTest> tests = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .filter(file -> FlowJson.load(file)
                            .version()
                            .filter(version -> version.isAtLeast(FlowJsonVersion.of(4, 0)))
                            .isPresent())
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> draw(file)))
                    .toList();
            assertThat(tests).isNotEmpty();
            return tests;
        }
    }

    private static Path corpus() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder.resolve("flow-json/src/test/resources/corpus/valid");
    }

    private static void draw(Path file) throws IOException {
        FlowJson flow = FlowJson.load(file);
        for (FlowScreen screen : flow.screens()) {
            PhoneSession session = PhoneSession.builder(flow)
                    .startOn(screen.id(), ExampleData.of(screen))
                    .build();
            session.apply(new PhoneEvent.Open());
            try (PhonePage page = PhonePage.builder(session).start();
                    Browser.Tab tab = browser.open(page, "theme=light", 440, 940)) {
                tab.page.waitForSelector(".screen-body");
                assertThat(tab.page.locator(".component").count()
                                + tab.page.locator(".foot-button").count())
                        .as("what is drawn of %s", screen.id())
                        .isPositive();
                assertThat(tab.page.locator(".unknown").count()).isZero();
                tab.keepPicture("corpus-" + file.getFileName().toString().replace(".json", "") + "-" + screen.id());
                tab.hasNoProblem();
            }
        }
    }
}
