package dev.penstock.cli.keys;

import dev.penstock.cli.OutputOption;
import dev.penstock.cli.meta.GraphOptions;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.graph.GraphClient;
import dev.penstock.graph.keys.KeyRegistration;
import dev.penstock.graph.keys.NumberKey;
import dev.penstock.id.PhoneNumberId;
import dev.penstock.id.WabaId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock keys register}: the public key to Meta. */
@Command(
        name = "register",
        mixinStandardHelpOptions = true,
        description = {
            "Register the business public key for all phone numbers of an account, or for one.",
            "A number that has it already, with a good signature, is left alone; so it is safe to repeat."
        })
final class RegisterCommand implements Callable<Integer> {

    @Mixin
    private KeyDirectory directory;

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description = "An RSA-2048 public key or a certificate, in place of the one in the directory.")
    private @Nullable Path publicKey;

    @ArgGroup(multiplicity = "1")
    private Target target;

    static final class Target {

        @Option(names = "--waba", paramLabel = "ID", description = "The account: all its numbers.")
        private @Nullable WabaId account;

        @Option(names = "--phone-number-id", paramLabel = "ID", description = "One number.")
        private @Nullable PhoneNumberId number;
    }

    @Mixin
    private GraphOptions graph;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() throws IOException {
        var key = publicKey == null ? directory.publicKeys().getFirst() : PublicKeyFile.read(publicKey);
        try (var client = graph.open()) {
            output.progress("Registering key %s …".formatted(key.id()));
            var numbers = register(client, key);
            output.print(
                    NumberTable.of(numbers, Map.of(), output.paint())
                            + "%nEvery number above has key %s.%s"
                                    .formatted(key.id(), isUnsigned(numbers) ? UNSIGNED : ""),
                    Map.of("key", key.id(), "numbers", NumberTable.json(numbers, Map.of())));
            return 0;
        }
    }

    private static final String UNSIGNED =
            " Meta has not signed it for all of them yet; look again in a minute with: penstock keys status";

    private static boolean isUnsigned(List<NumberKey> numbers) {
        return numbers.stream().anyMatch(number -> number.verdict() != NumberKey.Verdict.OURS);
    }

    private List<NumberKey> register(GraphClient client, BusinessPublicKey key) {
        var registration = KeyRegistration.of(client);
        return target.account != null
                ? registration.register(target.account, key)
                : List.of(registration.register(java.util.Objects.requireNonNull(target.number), key));
    }
}
