package dev.penstock.cli.keys;

import dev.penstock.cli.OutputOption;
import dev.penstock.keyring.KeyRotation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penstock keys retire}: old keys whose time has come. */
@Command(
        name = "retire",
        mixinStandardHelpOptions = true,
        description = {
            "Delete the previous private keys that have been kept long enough after a rotation.",
            "Those whose time has not come stay; so it is safe to run every day."
        })
final class RetireCommand implements Callable<Integer> {

    @Mixin
    private KeyDirectory directory;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() {
        var ring = directory.publicRing();
        var retired = KeyRotation.retire(ring);
        var kept = new LinkedHashMap<String, Object>();
        ring.state()
                .previous()
                .forEach(old ->
                        kept.put(old.entry().publicKey().id(), old.retireAfter().toString()));
        var text = new StringBuilder(
                retired.isEmpty()
                        ? "No key was retired."
                        : "Retired and deleted: %s.".formatted(String.join(", ", retired)));
        kept.forEach((id, until) -> text.append("%nKey %s is kept until %s.".formatted(id, until)));
        output.print(text.toString(), Map.of("retired", retired, "kept", kept));
        return 0;
    }
}
