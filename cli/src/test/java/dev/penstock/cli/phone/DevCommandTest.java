package dev.penstock.cli.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.cli.CommandRun;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.examples.booking.BookingFlows;
import dev.penstock.examples.booking.Language;
import dev.penstock.json.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevCommandTest {

    @TempDir
    private Path folder;

    private List<String> arguments;

    @BeforeEach
    void prepare() throws IOException {
        Path flow = folder.resolve("booking.json");
        Files.writeString(flow, BookingFlows.flowJson("seats", Language.ENGLISH));
        Path key = folder.resolve("public.pem");
        Files.writeString(key, BusinessPublicKey.of(PrivateKeys.generate()).pem());
        arguments = List.of(
                "dev",
                "--flow-json",
                flow.toString(),
                "--url",
                "http://127.0.0.1:9/none",
                "--public-key",
                key.toString(),
                "--unsigned");
    }

    private String[] with(String... more) {
        var all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** Runs the command until it has printed its address, and gives what it has printed. */
    private String printed(String... more) throws InterruptedException {
        try (var dev = RunningDev.start(with(more))) {
            var loopback = URI.create("http://127.0.0.1:" + dev.page().getPort() + "/");
            assertThat(status(loopback)).isEqualTo(200);
            return dev.printed();
        }
    }

    private static int status(URI uri) {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void showsTheBusinessAndTheMessageThatOneWantsInTheChat() throws Exception {
        try (var dev = RunningDev.start(with(
                        "--business",
                        "Clinic Ñ",
                        "--header",
                        "Your visit",
                        "--body",
                        "Choose a day.",
                        "--footer",
                        "Reply STOP to end",
                        "--button",
                        "Choose"));
                var page = new PageClient(dev.page())) {
            var phone = (Map<?, ?>) page.state().get("phone");

            assertThat(phone.get("business")).isEqualTo(Map.of("name", "Clinic Ñ"));
            assertThat(phone.get("chat"))
                    .isEqualTo(List.of(Map.of(
                            "kind",
                            "flow",
                            "header",
                            "Your visit",
                            "text",
                            "Choose a day.",
                            "footer",
                            "Reply STOP to end",
                            "cta",
                            "Choose",
                            "enabled",
                            true)));
        }
    }

    @Test
    void tellsProgramsWhereThePhoneIsInJson() throws Exception {
        try (var dev = RunningDev.start(with("-o", "json", "--graph-port", "0"))) {
            var told = StrictJson.readObject(dev.printed().strip());

            assertThat(String.valueOf(told.get("phone"))).startsWith("http://127.0.0.1:");
            assertThat(told.get("flow_json"))
                    .isEqualTo(folder.resolve("booking.json").toString());
            assertThat(String.valueOf(told.get("graph")))
                    .contains("waba=1001", "phone_number_id=2001", "url=http://127.0.0.1:", "access_token=");
        }
    }

    @Test
    void listensOnLoopbackUnlessTold() throws InterruptedException {
        assertThat(printed()).contains("The phone is at http://127.0.0.1:").doesNotContain("not on this machine only");
    }

    @Test
    void saysWhatListeningElsewhereMeans() throws InterruptedException {
        assertThat(printed("--listen-beyond-loopback", "0.0.0.0", "--allow-host", "laptop.example"))
                .contains("The phone is at http://laptop.example:")
                .contains("It listens on 0.0.0.0, not on this machine only.")
                .contains("signs requests to your endpoint as WhatsApp does");
    }

    @Test
    void refusesToListenEverywhereWithoutTheNamesBrowsersMayUse() {
        var run = CommandRun.of(with("--listen-beyond-loopback", "0.0.0.0"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("host names by which browsers may ask").contains("--allow-host");
    }

    @Test
    void takesAddressesAndNoNamesToListenOn() {
        var run = CommandRun.of(with("--listen-beyond-loopback", "laptop.example"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("takes an IP address of this machine");
    }

    @Test
    void allowsNamesOnlyWhereTheyMeanSomething() {
        var run = CommandRun.of(with("--allow-host", "laptop.example"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--allow-host is for --listen-beyond-loopback");
    }
}
