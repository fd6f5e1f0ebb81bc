package dev.penstock.cli.speed;

import dev.penstock.cli.Numbers;
import dev.penstock.cli.OutputOption;
import dev.penstock.cli.speed.Samples.Speed;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock speed}: what each provider of RSA does on this machine, and the whole way of a request beside it. */
@Command(
        name = "speed",
        mixinStandardHelpOptions = true,
        description = {
            "Measure what this machine can do: RSA-2048 by each provider, and a whole request beside it.",
            "It also tries whether a setting of OpenSSL would make it faster. Needs no key and no network."
        })
public final class SpeedCommand implements Callable<Integer> {

    private static final Duration TIME_OF_CHILD = Duration.ofSeconds(1);

    @Option(
            names = "--seconds",
            converter = Numbers.SpeedSeconds.class,
            paramLabel = "N",
            defaultValue = "6",
            description =
                    "How long to measure, 1 to 600; default ${DEFAULT-VALUE}. Half as much again is for warming up.")
    private int seconds;

    @Option(names = "--only-rsa-of", paramLabel = "PROVIDER", hidden = true)
    private @Nullable String onlyRsaOf;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() throws Exception {
        var workload = new SpeedMeasurement();
        if (onlyRsaOf != null) {
            return onlyRsa(workload, onlyRsaOf);
        }
        var result = workload.measure(Duration.ofSeconds(seconds));
        var trial = workload.has("openssl") ? Ia32capTrial.run() : Optional.<Ia32capTrial>empty();
        output.print(text(result, trial), object(result, trial));
        return 0;
    }

    private int onlyRsa(SpeedMeasurement workload, String provider) {
        if (!workload.has(provider)) {
            return 1;
        }
        var speed = workload.rsaOf(provider, TIME_OF_CHILD);
        output.print(
                String.format(Locale.ROOT, "%,.0f operations/s", speed.perSecond()),
                Map.of("operations_per_second", Math.round(speed.perSecond())));
        return 0;
    }

    private static String text(SpeedMeasurement.Result result, Optional<Ia32capTrial> trial) {
        var text = new StringBuilder();
        line(text, "%d cores. What one core does, by processor time; latency by the clock.", cores());
        line(text, "");
        line(text, "RSA-2048            per second       p50       p99");
        result.rsa().forEach((name, speed) -> {
            row(text, name, speed);
            line(text, "  %s%s", result.descriptions().get(name), name.equals(result.fastest()) ? ", chosen" : "");
        });
        result.unavailable().forEach((name, why) -> line(text, "%s is not used: %s%n", name, why));
        row(text, "a whole request", result.request());
        line(text, "  %d bytes, FlowEndpoint.answer with %s", SpeedMeasurement.REQUEST_BYTES, result.fastest());
        line(text, "");
        line(
                text,
                "Of the time of a request the RSA operation takes %.0f %%, and nothing can make it less but"
                        + " another processor.",
                ratio(result) * 100);
        trial.ifPresent(t -> line(text, "%s", t.sentence()));
        return text.toString().stripTrailing();
    }

    private static void row(StringBuilder text, String name, Speed speed) {
        line(
                text,
                "%-18s %,11.0f %,6.2f ms %,6.2f ms",
                name,
                speed.perSecond(),
                speed.p50Micros() / 1000,
                speed.p99Micros() / 1000);
    }

    private static void line(StringBuilder text, String format, @Nullable Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }

    private static Map<String, Object> object(SpeedMeasurement.Result result, Optional<Ia32capTrial> trial) {
        var object = new LinkedHashMap<String, Object>();
        object.put("cores", cores());
        var rsa = new LinkedHashMap<String, Object>();
        result.rsa().forEach((name, speed) -> {
            var fields = fields(speed);
            fields.put("description", result.descriptions().getOrDefault(name, name));
            rsa.put(name, fields);
        });
        object.put("rsa", rsa);
        object.put("unavailable", result.unavailable());
        object.put("fastest", result.fastest());
        object.put("request", fields(result.request()));
        object.put("rsa_share_of_request", ratio(result));
        trial.ifPresent(t -> object.put(
                "openssl_ia32cap",
                Map.of(
                        "value", Ia32capTrial.VALUE,
                        "operations_per_second_with", t.with(),
                        "operations_per_second_without", t.without(),
                        "helps", t.helps())));
        return object;
    }

    private static Map<String, Object> fields(Speed speed) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("per_second", speed.perSecond());
        fields.put("processor_microseconds", speed.processorMicros());
        fields.put("p50_microseconds", speed.p50Micros());
        fields.put("p99_microseconds", speed.p99Micros());
        return fields;
    }

    /** The bare operation to the whole request. */
    private static double ratio(SpeedMeasurement.Result result) {
        var rsa = result.rsa().get(result.fastest());
        return rsa == null ? 0 : rsa.processorMicros() / result.request().processorMicros();
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }
}
