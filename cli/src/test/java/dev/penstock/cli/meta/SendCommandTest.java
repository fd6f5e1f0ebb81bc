package dev.penstock.cli.meta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.cli.CommandRun;
import dev.penstock.simulator.graph.SentByApi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code penstock send} and {@code penstock template}, as somebody types them. */
class SendCommandTest {

    private static final String USER_ID = "US.13491208655302741918";

    @TempDir
    Path directory;

    private EmulatedMeta meta;
    private String flow;

    @BeforeEach
    void publish() throws Exception {
        meta = new EmulatedMeta(directory);
        var json = Files.writeString(directory.resolve("booking.json"), EmulatedMeta.FLOW_JSON);
        var lock = directory.resolve("lock.json").toString();
        var push = run("flow push " + json + " --waba 1001 --publish -o json --lock-file " + lock);
        assertThat(push.exitCode()).as(push.err()).isZero();
        flow = String.valueOf(push.json().get("id"));
    }

    @AfterEach
    void stop() {
        meta.close();
    }

    @Test
    void sendsToAUserIdAndNeverInTheFieldOfTheNumber() {
        var run = send("--user-id " + USER_ID + " --flow " + flow + " -o json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json()).containsEntry("user_id", USER_ID).doesNotContainKey("wa_id");
        assertThat(sent().message()).containsEntry("recipient", USER_ID).doesNotContainKey("to");
        assertThat(meta.emulator.dropped()).isEmpty();
    }

    @Test
    void refusesAUserIdInPlaceOfANumberAndNamesTheOption() {
        var run = send("US.7750100 --flow " + flow);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("user id, not a phone number", "--user-id")
                .doesNotContain("7750100");
        assertThat(meta.emulator.sent()).isEmpty();
        assertThat(meta.emulator.dropped()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+15550177 --user-id US.1"})
    void wantsOneRecipient(String recipient) {
        var run = send((recipient + " --flow " + flow).strip());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Whom is it for?");
    }

    @Test
    void refusesANumberAsUserId() {
        var run = send("--user-id +15550177 --flow " + flow);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("looks like a phone number");
    }

    @ParameterizedTest
    @CsvSource({
        "--header Welcome,                                                           text, Welcome",
        "--header-image https://example.com/a.jpg,                                   image,"
                + " link=https://example.com/a.jpg",
        "--header-video 7001,                                                        video, id=7001",
        "--header-document https://example.com/menu.pdf?x=1,                         document, filename=menu.pdf",
        "--header-document 7002 --document-name card.pdf,                            document, filename=card.pdf"
    })
    void putsALineOrAFileAboveTheText(String options, String type, String part) {
        var run = send("+15550177 --flow " + flow + " --footer Clinic " + options);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(String.valueOf(sent().message().get("interactive")))
                .contains("type=" + type, part, "footer={text=Clinic}");
    }

    @Test
    void fillsATemplateAndFindsItsFlowButton() {
        create(
                "reminder",
                "--body",
                "Hello {{1}}, at {{2}}?",
                "--example",
                "Ada",
                "--example",
                "10:30",
                "--header-image",
                "4::aW");

        var run = send("+15550177 --template reminder --waba 1001 --value Bob --value 11:45 --header-image"
                + " https://example.com/a.jpg");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).doesNotContain("not compared");
        assertThat(sent().template().orElseThrow().text()).isEqualTo("Hello Bob, at 11:45?");
    }

    @Test
    void fillsATemplateWithNames() {
        create(
                "offer",
                "--body",
                "Dear {{first_name}}",
                "--header",
                "For {{first_name}}",
                "--named-example",
                "first_name=Ada",
                "--screen",
                "WELCOME",
                "--icon",
                "promotion",
                "--quick-reply",
                "No");

        var run = send("+15550177 --template offer --waba 1001 --named-value first_name=Bob=Bobby --named-header"
                + " first_name=Bob --reply-payload 1=no --data {\"a\":1}");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(sent().template().orElseThrow().text()).isEqualTo("Dear Bob=Bobby");
        assertThat(String.valueOf(sent().message().get("template"))).contains("flow_action_data={a=1}", "payload=no");
    }

    @Test
    void makesAndFillsATemplateWithLinksCallsACodeAndReplies() {
        create(
                "visit",
                "--body",
                "Hello",
                "--quick-reply",
                "No",
                "--link",
                "Map=https://example.com/{{1}}",
                "--link-example",
                "Map=https://example.com/old-town",
                "--link",
                "Menu=https://example.com/menu",
                "--call",
                "Call us=+15550100",
                "--copy-code",
                "SUMMER");

        var run = send("+15550177 --template visit --waba 1001 --link-end 1=harbour --coupon-code 4=WINTER"
                + " --reply-payload 5=no");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(String.valueOf(sent().message().get("template"))).contains("harbour", "WINTER", "payload=no");
        assertThat(meta.emulator.calls().toString()).doesNotContain("Exception");
        assertThat(run("template list --waba 1001 -o json").out()).contains("visit");
    }

    @ParameterizedTest
    @CsvSource({
        "--link,         Map=nowhere,                      whole URL",
        "--link,         Map=https://example.com/{{1}},    needs an example",
        "--link-example, Map=https://example.com/a,        --link of the same text",
        "--call,         Call us=secret,                   phone number such as",
        "--call,         Call,                             --call"
    })
    void refusesButtonsThatCannotBe(String option, String value, String says) {
        var before = meta.emulator.calls().size();

        var run = meta.run(
                "template",
                "create",
                "visit",
                "--waba",
                "1001",
                "--category",
                "UTILITY",
                "--flow",
                flow,
                "--button",
                "Book",
                "--body",
                "Hello",
                option,
                value);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(says).doesNotContain("secret");
        assertThat(meta.emulator.calls()).hasSize(before);
    }

    @Test
    void doesNotSendWhatDoesNotFitTheFlowJson() throws Exception {
        var file = Files.writeString(directory.resolve("data.json"), "{\"greeting\": \"Hi\"}");
        var flowJson = Files.writeString(
                directory.resolve("with-data.json"),
                EmulatedMeta.FLOW_JSON.replace(
                        "\"title\": \"Hello\",",
                        "\"title\": \"Hello\", \"data\": {\"greeting\": {\"type\": \"string\", \"__example__\":"
                                + " \"a\"}},"));
        var push = run("flow push " + flowJson + " --waba 1001 --publish -o json --lock-file "
                + directory.resolve("with-data.lock.json"));
        assertThat(push.exitCode()).as(push.err()).isZero();
        var screen = "+15550177 --flow " + push.json().get("id") + " --screen WELCOME --flow-json " + flowJson;

        for (var wrong : Map.of("{\"greeting\":7}", "greeting", "{\"other\":\"Hi\"}", "other", "{}", "data")
                .entrySet()) {
            var run = send(screen + " --data " + wrong.getKey());
            assertThat(run.exitCode()).as(wrong + run.out()).isEqualTo(1);
            assertThat(run.err()).contains("Nothing was sent", wrong.getValue());
        }
        var unknown = send("+15550177 --flow " + flow + " --screen ELSEWHERE --flow-json " + flowJson);
        assertThat(unknown.err()).contains("Nothing was sent", "ELSEWHERE");
        assertThat(meta.emulator.sent()).isEmpty();

        var right = send(screen + " --data @" + file);
        assertThat(right.exitCode()).as(right.err()).isZero();
        assertThat(sent().message().toString()).contains("greeting=Hi");
    }

    @Test
    void saysWhichFileOrTextIsNoDataAndSendsNothing() {
        var screen = "+15550177 --flow " + flow + " --screen WELCOME --data ";
        var missing = directory.resolve("nowhere.json").toString();

        var noObject = send(screen + "[1]");
        var noFile = send(screen + "@" + missing);
        var folder = send(screen + "@" + directory);

        assertThat(noObject.exitCode()).isEqualTo(2);
        assertThat(noObject.err()).contains("--data", "JSON object");
        assertThat(noFile.exitCode()).isEqualTo(1);
        assertThat(noFile.err()).contains(missing, "does not exist");
        assertThat(folder.err()).contains("is a directory");
        assertThat(meta.emulator.sent()).isEmpty();
    }

    @Test
    void saysWhatDoesNotFitAndSendsNothing() {
        create("reminder", "--body", "Hello {{1}}", "--example", "Ada");

        var run = send("+15550177 --template reminder --waba 1001 --value secret-17 --value two --header x");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        "does not fit the template \"reminder\"",
                        "It has no header",
                        "A value is too many: its body has 1 placeholder, the message gives 2.")
                .doesNotContain("secret-17");
        assertThat(meta.emulator.sent()).isEmpty();
    }

    @Test
    void withoutTheAccountMetaRefusesAndItsDetailsAreShownOnce() {
        create("reminder", "--body", "Hello {{1}}", "--example", "Ada");

        var run = send("+15550177 --template reminder");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .containsOnlyOnce("does not match the expected number of params (1)")
                .containsOnlyOnce("give each placeholder in header, body and buttons one value")
                .containsOnlyOnce("EmulatedTrace1");
    }

    @Test
    void saysThatAMessageWasNotCompared() {
        create("plain", "--body", "Hello");

        assertThat(send("+15550177 --template plain").out()).contains("not compared", "--waba");
        assertThat(send("+15550177 --template plain --waba 1001").out()).doesNotContain("not compared");
    }

    @Test
    void adviceForATemplateInAnotherLanguageIsNotAboutTheVersion() {
        var run = send("+15550177 --template reminder --language en");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("132001", "template name (reminder) does not exist in en")
                .doesNotContain("version of the Graph API");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--flow 1 --value x",
                "--flow 1 --named-value a=x",
                "--flow 1 --link-end 0=x",
                "--flow 1 --flow-button 0",
                "--template t --body x",
                "--template t --footer x",
                "--template t --draft",
                "--template t --screen A",
                "--template t --value x --named-value a=x",
                "--template t --header x --named-header a=x",
                "--flow 1 --header x --header-image https://example.com/a.jpg",
                "--flow 1 --document-name x",
                "--flow 1 --header-image ftp://example.com/a.jpg",
                "--template t --link-end x=y"
            })
    void saysWhatDoesNotGoTogether(String options) {
        var run = send("+15550177 " + options);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(meta.emulator.sent()).isEmpty();
    }

    @Test
    void listsAndDeletesTemplates() {
        create("reminder", "--body", "Hello {{1}}", "--example", "Ada", "--header-document", "4::aW");

        var list = run("template list --waba 1001");
        assertThat(list.out()).contains("reminder", "en_US", "APPROVED", flow, "document");
        assertThat(run("template list --waba 1001 -o json").json().get("templates"))
                .asString()
                .contains("flow_button=0", "values=[1]");
        assertThat(run("template delete reminder --waba 1001").exitCode()).isEqualTo(2);
        assertThat(run("template delete reminder --waba 1001 --language de --yes")
                        .err())
                .contains("in the language de");
        assertThat(run("template delete reminder --waba 1001 --language en_US --yes")
                        .exitCode())
                .isZero();
        assertThat(run("template list --waba 1001").out()).contains("no templates");
    }

    @Test
    void refusesATemplateThatMetaWouldRefuseBeforeItAsks() {
        var before = meta.emulator.calls().size();

        var run = run("template create Big --waba 1001 --category UTILITY --body Hello --flow 1 --button Book");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("lower-case letters");
        assertThat(meta.emulator.calls()).hasSize(before);
    }

    @ParameterizedTest
    @CsvSource({"send, --user-id US.", "send, --template", "template create, --icon PROMOTION"})
    void showsExamples(String command, String example) {
        assertThat(run(command + " --help").out()).contains("Example", example);
    }

    private void create(String name, String... options) {
        var words = new ArrayList<>(List.of("template", "create", name));
        words.addAll(List.of("--waba", "1001", "--category", "MARKETING", "--flow", flow, "--button", "Book"));
        words.addAll(List.of(options));
        var made = meta.run(words.toArray(String[]::new));
        assertThat(made.exitCode()).as(made.err()).isZero();
    }

    private CommandRun send(String words) {
        return run("send " + words + " --phone-number-id 2001 --flow-token t-1");
    }

    private CommandRun run(String words) {
        return words.endsWith("--help") ? CommandRun.of(words.split(" ")) : meta.run(words.split(" "));
    }

    private SentByApi sent() {
        return meta.emulator.sent().getLast();
    }
}
