package dev.penstock.cli.meta;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.FlowJsonFile;
import dev.penstock.event.ResponseViolation;
import dev.penstock.flowjson.check.Openings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Compares what a message opens a Flow with against its Flow JSON, before it is sent. */
final class OpeningCheck {

    @Option(
            names = "--flow-json",
            paramLabel = "FILE",
            description = "Check --screen and --data against this Flow JSON; what does not fit is not sent.")
    private @Nullable Path flowJson;

    /**
     * Does nothing without a Flow JSON.
     *
     * @param screen the screen that is opened
     * @param data its data; nothing if none was given
     * @return what phones show otherwise
     * @throws CommandFailure if something does not fit
     */
    List<String> check(Optional<String> screen, Optional<Map<String, Object>> data) {
        if (flowJson == null) {
            return List.of();
        }
        Map<String, Object> payload = new LinkedHashMap<>();
        screen.ifPresent(id -> payload.put("screen", id));
        data.ifPresent(fields -> payload.put("data", fields));
        List<ResponseViolation> found = Openings.check(FlowJsonFile.load(flowJson), payload);
        String errors = found.stream()
                .filter(violation -> !violation.isWarning())
                .map(violation -> "\n- " + violation)
                .collect(Collectors.joining());
        if (!errors.isEmpty()) {
            throw new CommandFailure("Nothing was sent: the message does not fit %s.%s".formatted(flowJson, errors));
        }
        return found.stream().map(ResponseViolation::toString).toList();
    }
}
