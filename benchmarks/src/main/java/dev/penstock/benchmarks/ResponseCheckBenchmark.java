package dev.penstock.benchmarks;

import dev.penstock.DataExchange;
import dev.penstock.FlowData;
import dev.penstock.FlowResponse;
import dev.penstock.FlowToken;
import dev.penstock.NextScreen;
import dev.penstock.endpoint.ResponseCheck;
import dev.penstock.event.ResponseViolation;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.check.ScreenModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The check of a typical answer, three lists of twenty options, beside the RSA operation of its request. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ResponseCheckBenchmark {

    private static final String OPTIONS = """
            {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}, "title": {"type":\
             "string"}}},
             "__example__": [{"id": "a", "title": "A"}]}""";

    private static final String FLOW = """
            {"version": "7.3", "data_api_version": "3.0", "routing_model": {"FORM": ["DONE"], "DONE": []},
             "screens": [
              {"id": "FORM", "title": "Form",
               "data": {"departments": %s, "dates": %s, "times": %s, "is_enabled": {"type": "boolean", "__example__":\
             true}},
               "layout": {"type": "SingleColumnLayout", "children": []}},
              {"id": "DONE", "title": "Done", "terminal": true,
               "layout": {"type": "SingleColumnLayout", "children": []}}]}""".formatted(OPTIONS, OPTIONS, OPTIONS);

    /** An answer as a booking has it. */
    @State(Scope.Thread)
    public static class Checked {

        private final ResponseCheck check = ScreenModels.of(FlowJson.parse(FLOW));
        private final DataExchange request =
                new DataExchange("3.0", "FORM", FlowData.empty(), FlowToken.ABSENT, Optional.empty(), FlowData.empty());
        private FlowResponse response;

        /** Makes the answer, and makes sure that there is nothing wrong with it. */
        @Setup
        public void prepare() {
            var options = new ArrayList<Map<String, String>>();
            for (int i = 0; i < 20; i++) {
                options.add(Map.of("id", "option-" + i, "title", "The option number " + i));
            }
            response = NextScreen.of("FORM")
                    .with("departments", options)
                    .with("dates", options)
                    .with("times", options)
                    .with("is_enabled", true);
            if (!run().isEmpty()) {
                throw new IllegalStateException("The answer does not fit: " + run());
            }
        }

        List<ResponseViolation> run() {
            return check.check(request, response);
        }
    }

    /** The check alone. */
    @Benchmark
    public List<ResponseViolation> check(Checked checked) {
        return checked.run();
    }

    /** What every request costs at least. */
    @Benchmark
    public byte[] bareRsa(AnswerBenchmark.Rsa rsa) {
        return rsa.unwrapNext();
    }
}
