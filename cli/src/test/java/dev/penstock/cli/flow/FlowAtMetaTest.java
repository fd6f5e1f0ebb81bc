package dev.penstock.cli.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.cli.CommandRun;
import dev.penstock.cli.meta.EmulatedMeta;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import dev.penstock.trust.TokenCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowAtMetaTest {

    @TempDir
    Path directory;

    private EmulatedMeta meta;
    private Path json;

    @BeforeEach
    void start() throws Exception {
        meta = new EmulatedMeta(directory);
        json = Files.writeString(directory.resolve("booking.json"), EmulatedMeta.FLOW_JSON);
        meta.generate();
        meta.register();
    }

    @AfterEach
    void stop() {
        meta.close();
    }

    @Test
    void aDryRunChangesNothing() {
        var run = push("--dry-run");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json()).containsEntry("steps", List.of("create", "upload_json"));
        assertThat(directory.resolve("lock.json")).doesNotExist();
        assertThat(meta.run("flow", "list", "--waba", "1001").out()).contains("no Flows");
    }

    @Test
    void theSecondPushUpdatesAndTheThirdDoesNothing() throws Exception {
        var first = push("--publish");
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.json()).containsEntry("steps", List.of("create", "upload_json", "publish"));

        Files.writeString(json, EmulatedMeta.FLOW_JSON.replace("Welcome", "Good morning"));
        var second = push("--publish");
        assertThat(second.json())
                .containsEntry("id", first.json().get("id"))
                .containsEntry("steps", List.of("upload_json", "publish"));

        assertThat(push("--publish").json()).containsEntry("steps", List.of());
    }

    @Test
    void keepsAFlowWithErrorsHere() throws Exception {
        Files.writeString(json, "{\"version\":\"7.3\",\"screens\":[]}");

        var run = push("--publish");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("has errors, so nothing was pushed", "line 1");
        assertThat(meta.run("flow", "list", "--waba", "1001", "-o", "json").json())
                .containsEntry("flows", List.of());
    }

    @Test
    void showsListPreviewAndStatusAndRetires() {
        push("--publish");

        assertThat(meta.run("flow", "list", "--waba", "1001").out()).contains("booking", "PUBLISHED");
        var status = meta.run("flow", "status", "booking", "--waba", "1001", "-o", "json");
        assertThat(status.exitCode()).as(status.err() + status.out()).isZero();
        assertThat(status.json()).containsEntry("status", "PUBLISHED").containsEntry("name", "booking");
        var id = String.valueOf(status.json().get("id"));
        assertThat(meta.run("flow", "preview", id).out()).startsWith("http");
        assertThat(meta.run("flow", "publish", id).out()).contains("published already");

        var unsure = meta.run("flow", "deprecate", id);
        assertThat(unsure.exitCode()).isEqualTo(2);
        assertThat(unsure.err()).contains("--yes");
        assertThat(meta.run("flow", "deprecate", id, "--yes").out()).contains("is deprecated.");
        assertThat(meta.run("flow", "deprecate", id, "--yes").out()).contains("is deprecated already.");
        assertThat(meta.run("flow", "status", id).out()).contains("DEPRECATED");
    }

    @Test
    void aBlockedFlowIsAFailure() {
        var id = String.valueOf(push("--publish").json().get("id"));
        meta.emulator.setFlowStatus(id, "BLOCKED");

        assertThat(meta.run("flow", "status", id).exitCode()).isEqualTo(1);
    }

    @Test
    void saysWhichFlowIsNotThere() {
        var run = meta.run("flow", "status", "nothing", "--waba", "1001");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("no Flow \"nothing\"", "penstock flow list");
    }

    @Test
    void sendsAFlowWithATokenThatTheEndpointBelieves() {
        var id = String.valueOf(push("--publish").json().get("id"));

        var run = meta.run(
                "send",
                "+1 555-0177",
                "--phone-number-id",
                "2001",
                "--flow",
                id,
                "--flow-name",
                "booking",
                "--subject",
                "customer-17",
                "--app-secret-file",
                meta.appSecretFile.toString(),
                "--screen",
                "WELCOME",
                "-o",
                "json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        var token = String.valueOf(run.json().get("flow_token"));
        assertThat(FlowTokens.of(AppSecrets.of(EmulatedMeta.APP_SECRET)).verify("booking", token))
                .isInstanceOfSatisfying(
                        TokenCheck.Verified.class,
                        verified -> assertThat(verified.subject()).isEqualTo("customer-17"));
        assertThat(meta.emulator.sent())
                .singleElement()
                .satisfies(sent -> assertThat(sent.to()).isEqualTo("15550177"));
    }

    @Test
    void sendsATemplateWhoseButtonCarriesTheToken() {
        var id = String.valueOf(push("--publish").json().get("id"));
        var made = meta.run(
                "template",
                "create",
                "booking_reminder",
                "--waba",
                "1001",
                "--category",
                "UTILITY",
                "--language",
                "de",
                "--body",
                "Hallo",
                "--flow",
                id,
                "--button",
                "Los",
                "--screen",
                "WELCOME");
        assertThat(made.exitCode()).as(made.err()).isZero();

        var run = meta.run(
                "send",
                "+15550177",
                "--phone-number-id",
                "2001",
                "--template",
                "booking_reminder",
                "--language",
                "de",
                "--flow-name",
                "booking",
                "--subject",
                "customer-17",
                "--app-secret-file",
                meta.appSecretFile.toString(),
                "--data",
                "{\"day\":\"2027-02-03\"}",
                "-o",
                "json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        var token = String.valueOf(run.json().get("flow_token"));
        assertThat(FlowTokens.of(AppSecrets.of(EmulatedMeta.APP_SECRET)).verify("booking", token))
                .isInstanceOf(TokenCheck.Verified.class);
        assertThat(meta.emulator.sent()).singleElement().satisfies(sent -> {
            assertThat(sent.flowToken()).isEqualTo(token);
            assertThat(sent.message()).containsEntry("type", "template");
            assertThat(String.valueOf(sent.message().get("template")))
                    .contains("name=booking_reminder", "code=de", "flow_action_data={day=2027-02-03}");
        });
    }

    @Test
    void wantsAFlowOrATemplateAndNotBoth() {
        var both = meta.run(
                "send",
                "15550177",
                "--phone-number-id",
                "2001",
                "--flow",
                "3001",
                "--template",
                "reminder",
                "--flow-token",
                "t");
        var lost = meta.run(
                "send", "15550177", "--phone-number-id", "2001", "--flow", "3001", "--flow-token", "t", "--data", "{}");

        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(lost.exitCode()).isEqualTo(2);
        assertThat(lost.err()).contains("--data belongs to --screen or --template");
        assertThat(meta.emulator.sent()).isEmpty();
    }

    @Test
    void sendsNothingWithoutATokenOrToNoNumber() {
        var noToken = meta.run("send", "15550177", "--phone-number-id", "2001", "--flow", "3001");
        var noNumber =
                meta.run("send", "Anna", "--phone-number-id", "2001", "--flow", "3001", "--flow-token", "a-token");

        assertThat(noToken.exitCode()).isEqualTo(2);
        assertThat(noToken.err()).contains("--flow-name");
        assertThat(noNumber.exitCode()).isEqualTo(2);
        assertThat(noNumber.err()).contains("no phone number");
        assertThat(meta.emulator.sent()).isEmpty();
    }

    private CommandRun push(String mode) {
        return meta.run(
                "flow",
                "push",
                json.toString(),
                "--waba",
                "1001",
                "--lock-file",
                directory.resolve("lock.json").toString(),
                mode,
                "-o",
                "json");
    }
}
