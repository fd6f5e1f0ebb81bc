package dev.penstock.cli.answers;

import dev.penstock.cli.DatabaseOptions;
import dev.penstock.cli.Failures.UsageFailure;
import dev.penstock.cli.SecretFileWarning;
import dev.penstock.cli.SecretSource;
import dev.penstock.postgres.FlowAnswers;
import dev.penstock.postgres.LocalKeyEncryption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where answers are kept, and what opens those that are sealed. */
final class KeptAnswersOptions {

    private static final String KEY = "key-encryption key";

    @Mixin
    private DatabaseOptions database;

    @Option(
            names = "--key-encryption-key-file",
            paramLabel = "FILE",
            description = "The file that holds the key with which fields are sealed; of several, the first is the"
                    + " current one.")
    private List<Path> keyFiles = new ArrayList<>();

    @Option(
            names = "--key-encryption-key-env",
            paramLabel = "NAME",
            description = "The environment variable that holds the key with which fields are sealed.")
    private @Nullable String keyVariable;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec mixee;

    private final SecretFileWarning warning = new SecretFileWarning();

    /** Does something with the answers. */
    void use(Consumer<FlowAnswers> work) {
        var keys = keys();
        try (var pool = database.open(mixee)) {
            var answers = FlowAnswers.builder(pool);
            if (!keys.isEmpty()) {
                answers.keyEncryption(encryption(keys));
            }
            work.accept(answers.build());
        }
    }

    private List<String> keys() {
        var keys = new ArrayList<String>();
        SecretSource.read(null, keyVariable, KEY).ifPresent(keys::add);
        for (var file : keyFiles) {
            warning.check(mixee, file, KEY);
            SecretSource.read(file, null, KEY).ifPresent(keys::add);
        }
        return keys;
    }

    private static LocalKeyEncryption encryption(List<String> keys) {
        try {
            return LocalKeyEncryption.of(keys.getFirst(), keys.subList(1, keys.size()));
        } catch (IllegalArgumentException unfit) {
            throw new UsageFailure(String.valueOf(unfit.getMessage()));
        }
    }
}
