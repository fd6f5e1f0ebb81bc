package dev.penstock.cli.phone;

import dev.penstock.cli.FlowJsonFile;
import dev.penstock.simulator.phone.PhoneSession;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
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
            "The page is on this machine only, unless told otherwise. It follows the file: save it, and the phone shows the new version."
        })
public final class DevCommand implements Callable<Integer> {

    @Option(names = "--flow-json", paramLabel = "FILE", required = true, description = "The Flow JSON.")
    private Path flowJson;

    @Mixin
    private EndpointOptions endpoint;

    @Mixin
    private PageOptions page;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var session = PhoneSession.builder(FlowJsonFile.load(flowJson))
                .flowToken(endpoint.flowToken())
                .clock(InstantSource.system(), ZoneId.systemDefault());
        try (var phone = OpenPhone.following(flowJson, session, endpoint.open(), page)) {
            var out = spec.commandLine().getOut();
            out.println("The phone is at %s".formatted(phone.uri()));
            page.warning().ifPresent(out::println);
            out.println("It follows %s. Stop with Ctrl-C.".formatted(flowJson));
            out.flush();
            new CountDownLatch(1).await(); // the page has threads of its own
            return 0;
        }
    }
}
