package dev.penstock.cli.speed;

import dev.penstock.cli.Penstock;
import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Whether OpenSSL is faster here when the ADX instructions are hidden from it. It then takes its AVX2 code for RSA,
 * which wins on some processors, Zen 3 among them, and loses on others. The variable is read when the library is
 * loaded, so it takes child processes to find out.
 *
 * @param with operations a second with the variable
 * @param without operations a second without it
 */
record Ia32capTrial(double with, double without) {

    static final String VARIABLE = "OPENSSL_ia32cap";
    static final String VALUE = ":~0x80000";

    private static final int PAIRS = 3;
    /** What two runs of the same thing may differ by. */
    private static final double NOISE = 0.08;

    /** Runs the trial; empty where it cannot be run, such as on another kind of processor. */
    static Optional<Ia32capTrial> run() throws IOException, InterruptedException {
        if (!List.of("amd64", "x86_64").contains(System.getProperty("os.arch", ""))) {
            return Optional.empty();
        }
        var with = new ArrayList<Double>();
        var without = new ArrayList<Double>();
        for (int i = 0; i < PAIRS; i++) {
            child(false).ifPresent(without::add);
            child(true).ifPresent(with::add);
        }
        return with.size() == PAIRS && without.size() == PAIRS
                ? Optional.of(new Ia32capTrial(median(with), median(without)))
                : Optional.empty();
    }

    double gain() {
        return with / without - 1;
    }

    boolean helps() {
        return gain() > NOISE;
    }

    String sentence() {
        if (helps()) {
            return String.format(
                    Locale.ROOT,
                    "%s=%s helps here: %,.0f instead of %,.0f operations/s (%+.0f %%). Set it in the environment"
                            + " of the server.",
                    VARIABLE,
                    VALUE,
                    with,
                    without,
                    gain() * 100);
        }
        return String.format(Locale.ROOT, "%s=%s does not help here (%+.0f %%).", VARIABLE, VALUE, gain() * 100);
    }

    private static Optional<Double> child(boolean hidden) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Penstock.class.getName(),
                "speed",
                "--only-rsa-of",
                "openssl",
                "-o",
                "json");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().remove(VARIABLE);
        if (hidden) {
            builder.environment().put(VARIABLE, VALUE);
        }
        var child = builder.start();
        try (var out = child.getInputStream()) {
            var text = new String(out.readNBytes(10_000), StandardCharsets.UTF_8);
            boolean done = child.waitFor(20, TimeUnit.SECONDS) && child.exitValue() == 0;
            return done && StrictJson.readObject(text).get("operations_per_second") instanceof Number speed
                    ? Optional.of(speed.doubleValue())
                    : Optional.empty();
        } catch (JsonFormatException failed) {
            return Optional.empty();
        } finally {
            child.destroyForcibly();
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
