package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the launchers do on a machine without a JDK; no machine has the one that is asked for here, version 99. */
class JdkOfItsOwnTest {

    private static final String FIND = """
            set -eu
            PENSTOCK_JDK=99 root='%s'
            . "$root/bin/find-jdk.sh"
            find_jdk
            echo "JDK: $JAVA_HOME"
            """.formatted(Project.root());

    @TempDir
    private Path home;

    private HttpServer vendor;
    private byte[] archive = {};
    private String published = "";
    private String asked = "";

    @BeforeEach
    void open() throws Exception {
        archive = archive();
        published =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
        vendor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vendor.createContext("/v3/assets/latest/99/hotspot", exchange -> {
            asked = exchange.getRequestURI().getQuery();
            var release = """
                    [{"binary": {"image_type": "jdk", "package": {"checksum": "%s",
                      "checksum_link": "https://example.invalid/sum", "link": "%s/jdk.tar.gz", "name": "jdk.tar.gz"}},
                      "release_name": "jdk-99+1"}]
                    """.formatted(published, address()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, release.length);
            exchange.getResponseBody().write(release);
            exchange.close();
        });
        vendor.createContext("/jdk.tar.gz", exchange -> {
            exchange.sendResponseHeaders(200, archive.length);
            exchange.getResponseBody().write(archive);
            exchange.close();
        });
        vendor.start();
    }

    @AfterEach
    void close() {
        vendor.stop(0);
    }

    @Test
    void aJdkWithTheRightSumIsFetchedOnceIntoADirectoryOfItsOwn() throws Exception {
        var first = run("CI=true", "sh", "-c", FIND);

        assertThat(first.said()).contains("JDK: " + own()).contains("Fetching " + address() + "/jdk.tar.gz");
        assertThat(asked).contains("image_type=jdk", "vendor=eclipse", "architecture=", "os=");
        assertThat(own().resolve("bin/javac")).isExecutable();

        vendor.stop(0);
        assertThat(run("CI=", "sh", "-c", FIND).said()).isEqualTo("JDK: " + own() + "\n");
    }

    @Test
    void oneWithAnotherSumIsNotInstalled() throws Exception {
        published = "0".repeat(64);

        var run = run("PENSTOCK_YES=1", "sh", "-c", FIND);

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.said()).contains("its SHA-256 sum differs").contains("Nothing was installed");
        assertThat(own().getParent()).isEmptyDirectory();
    }

    @Test
    void whoeverIsNotAskedAndSaysNothingGetsNothing() throws Exception {
        var run = run("CI=", "sh", "-c", FIND);

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.said()).contains("needs JDK 99").contains("--yes");
        assertThat(own()).doesNotExist();
    }

    @Test
    void aVendorThatHasNoneOrIsAwayIsNamed() throws Exception {
        published = "none";
        assertThat(run("CI=true", "sh", "-c", FIND).said()).contains("no Temurin 99 for this machine");

        vendor.stop(0);
        assertThat(run("CI=true", "sh", "-c", FIND).said()).contains(address() + " does not answer");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void onATerminalOneIsAsked() throws Exception {
        var terminal =
                List.of("script", "-qec", "sh '" + Files.writeString(home.resolve("find.sh"), FIND) + "'", "/dev/null");

        assertThat(answered("n\n", terminal).said()).contains("[y/N]").contains("needs JDK 99");
        assertThat(answered("y\n", terminal).said()).contains("[y/N]").contains("JDK: " + own());
    }

    private record Run(int exitCode, String said) {}

    private Run run(String variable, String... command) throws Exception {
        return run(variable, "", List.of(command));
    }

    private Run answered(String reply, List<String> command) throws Exception {
        return run("CI=", reply, command);
    }

    private Run run(String variable, String input, List<String> command) throws Exception {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        builder.environment().put("PENSTOCK_TEMURIN", address());
        List.of("XDG_DATA_HOME", "CI", "PENSTOCK_YES").forEach(builder.environment()::remove);
        var parts = variable.split("=", 2);
        builder.environment().put(parts[0], parts[1]);
        var process = builder.start();
        try (var reply = process.outputWriter(StandardCharsets.UTF_8)) {
            reply.write(input);
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), said);
    }

    private Path own() {
        return home.resolve(".local/share/penstock/jdk-99");
    }

    private String address() {
        return "http://127.0.0.1:" + vendor.getAddress().getPort();
    }

    /** As Temurin's: a directory with the version in its name. */
    private byte[] archive() throws IOException, InterruptedException {
        var jdk = Files.createDirectories(home.resolve("made/jdk-99+1"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"99.0.1\"\n");
        for (var tool : List.of("java", "javac")) {
            var file = Files.createDirectories(jdk.resolve("bin")).resolve(tool);
            Files.writeString(file, "#!/bin/sh\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        var packed = home.resolve("made/jdk.tar.gz");
        var tar = new ProcessBuilder(
                "tar", "-czf", packed.toString(), "-C", home.resolve("made").toString(), "jdk-99+1");
        assertThat(tar.inheritIO().start().waitFor()).isZero();
        return Files.readAllBytes(packed);
    }
}
