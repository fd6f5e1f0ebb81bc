package dev.penstock.flowjson.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.flowjson.Corpus;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class CorpusTest {

    @TestFactory
    Stream<DynamicTest> judgesEveryDocumentAsBelieved() throws IOException {
        return Corpus.entries().stream().map(entry -> DynamicTest.dynamicTest(entry.name(), () -> judge(entry)));
    }

    private static void judge(Corpus.Entry entry) throws IOException {
        LintReport report = Linter.standard().check(entry.text());

        if (entry.isValid()) {
            assertThat(report.errors()).isEmpty();
        } else {
            assertThat(report.errors()).extracting(Finding::code).containsAll(entry.codes());
        }
    }
}
