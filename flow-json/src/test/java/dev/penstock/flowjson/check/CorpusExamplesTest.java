package dev.penstock.flowjson.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.DataExchange;
import dev.penstock.FlowData;
import dev.penstock.FlowToken;
import dev.penstock.NextScreen;
import dev.penstock.flowjson.Corpus;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.json.StrictJson;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The examples that authors put into their documents fit the screens they are made for. */
class CorpusExamplesTest {

    @TestFactory
    Stream<DynamicTest> takesTheExamplesOfEveryValidDocument() throws IOException {
        return Corpus.entries().stream()
                .filter(Corpus.Entry::isValid)
                .map(entry -> DynamicTest.dynamicTest(entry.name(), () -> check(entry.text())));
    }

    private static void check(String text) {
        FlowJson flow = FlowJson.parse(text);
        ScreenModels models = ScreenModels.of(flow);
        List<?> screens = (List<?>) StrictJson.readObject(text).get("screens");
        for (int i = 0; i < screens.size(); i++) {
            FlowScreen screen = flow.screens().get(i);
            var request = new DataExchange(
                    "3.0", screen.id(), FlowData.empty(), FlowToken.of("t"), Optional.empty(), FlowData.empty());

            var answer = new NextScreen(screen.id(), FlowData.from(examples((Map<?, ?>) screens.get(i))));

            assertThat(models.check(request, answer))
                    .filteredOn(violation -> !violation.isWarning())
                    .isEmpty();
        }
    }

    private static Map<String, Object> examples(Map<?, ?> screen) {
        Map<String, Object> examples = new LinkedHashMap<>();
        if (screen.get("data") instanceof Map<?, ?> data) {
            data.forEach((name, schema) -> {
                if (schema instanceof Map<?, ?> fields && fields.get("__example__") instanceof Object example) {
                    examples.put(String.valueOf(name), example);
                }
            });
        }
        return examples;
    }
}
