package dev.penstock.cli.phone;

import dev.penstock.cli.FlowJsonFile;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.UnreadableFlowJsonException;
import dev.penstock.flowjson.lint.Linter;
import dev.penstock.simulator.phone.PageFinding;
import dev.penstock.simulator.phone.PhoneSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penstock dev}: a phone in the browser for a Flow and its endpoint, without a Meta account. */
@Command(
        name = "dev",
        mixinStandardHelpOptions = true,
        description = {
            "Show a phone in the browser that plays a Flow JSON and really encrypts, signs and calls its endpoint.",
            "The page is on this machine only. It follows the file: save it, and the phone shows the new version."
        })
public final class DevCommand implements Callable<Integer> {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    @Option(names = "--flow-json", paramLabel = "FILE", required = true, description = "The Flow JSON.")
    private Path flowJson;

    @Mixin
    private EndpointOptions endpoint;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "The port of the page on 127.0.0.1; 0, the default, for any that is free.")
    private int port;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var session = PhoneSession.builder(FlowJsonFile.load(flowJson))
                .flowToken(endpoint.flowToken())
                .clock(InstantSource.system(), ZoneId.systemDefault());
        try (var phone = OpenPhone.start(session, endpoint.open(), String.valueOf(flowJson.getFileName()), port)) {
            phone.findings(lint());
            var out = spec.commandLine().getOut();
            out.println("The phone is at %s%nIt follows %s. Stop with Ctrl-C.".formatted(phone.uri(), flowJson));
            out.flush();
            follow(phone);
            return 0;
        }
    }

    /** Looks whether the file has changed, for as long as the command runs. */
    private void follow(OpenPhone phone) throws IOException, InterruptedException {
        var seen = modified();
        while (true) {
            Thread.sleep(LOOK_EVERY);
            var now = modified();
            if (!now.equals(seen)) {
                seen = now;
                phone.findings(lint());
                try {
                    phone.session().reload(FlowJson.load(flowJson));
                } catch (UnreadableFlowJsonException unfinished) {
                    // The findings say what is wrong; the phone keeps the version before.
                }
            }
        }
    }

    private FileTime modified() throws IOException {
        return Files.exists(flowJson) ? Files.getLastModifiedTime(flowJson) : FileTime.fromMillis(0);
    }

    private List<PageFinding> lint() {
        return Linter.standard().check(flowJson).findings().stream()
                .map(finding -> new PageFinding(
                        finding.isError() ? "error" : "warning",
                        finding.code(),
                        finding.message(),
                        finding.range().lineStart()))
                .toList();
    }
}
