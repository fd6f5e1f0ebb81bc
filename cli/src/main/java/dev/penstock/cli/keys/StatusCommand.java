package dev.penstock.cli.keys;

import dev.penstock.cli.OutputOption;
import dev.penstock.cli.meta.GraphOptions;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.graph.keys.KeyObservations;
import dev.penstock.graph.keys.KeyRegistration;
import dev.penstock.graph.keys.NumberKey;
import dev.penstock.id.WabaId;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock keys status}: what Meta holds. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Show which key Meta holds for each number of an account, whether it is ours, and since when it was"
                    + " seen there.",
            "Exit code 1 if a number has not the right key, or Meta's signature over it is not good."
        })
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private KeyDirectory directory;

    @Option(names = "--waba", paramLabel = "ID", required = true, description = "The account.")
    private WabaId account;

    @Mixin
    private GraphOptions graph;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() throws IOException {
        var ours = directory.publicKeys();
        try (var client = graph.open()) {
            var numbers = KeyRegistration.of(client).status(account, ours.getFirst(), ours.subList(1, ours.size()));
            // Meta does not tell since when; so each look is noted beside the keys.
            var since =
                    KeyObservations.in(directory.path(), InstantSource.system()).note(numbers);
            boolean good = !numbers.isEmpty()
                    && numbers.stream().allMatch(number -> number.verdict() == NumberKey.Verdict.OURS);
            var fields = new LinkedHashMap<String, Object>();
            fields.put("expected", ours.getFirst().id());
            fields.put("good", good);
            fields.put("numbers", NumberTable.json(numbers, since));
            directory.rotationStep().ifPresent(step -> fields.put("rotation", step.name()));
            output.print(NumberTable.of(numbers, since, output.paint()) + "\n" + sentence(good, numbers, ours), fields);
            return good ? 0 : 1;
        }
    }

    private String sentence(boolean good, List<NumberKey> numbers, List<BusinessPublicKey> ours) {
        if (numbers.isEmpty()) {
            return "The account has no phone number, or the access token may not see it.";
        }
        var rotation = directory
                .rotationStep()
                .map(step ->
                        " A rotation is under way (%s): go on with penstock keys rotate.".formatted(step.inWords()))
                .orElse("");
        return (good
                        ? "Every number has key %s, and phones take it."
                                .formatted(ours.getFirst().id())
                        : "Not every number has key %s with a good signature: penstock keys register"
                                .formatted(ours.getFirst().id()))
                + rotation;
    }
}
