package dev.penstock.cli;

import dev.penstock.crypto.OwnerOnly;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Says, once for each file of a command, that other users of the machine may read a secret. */
public final class SecretFileWarning {

    private final Set<Path> said = new HashSet<>();

    /** Says so on standard error if it is so; the command goes on. */
    public void check(CommandSpec command, @Nullable Path file, String what) {
        if (file != null && OwnerOnly.isOpenToOthers(file) && said.add(file)) {
            var err = command.commandLine().getErr();
            err.println("Warning: other users of this machine may read the %s in %s. Keep it to yourself: chmod 600 %s"
                    .formatted(what, file, file));
            err.flush();
        }
    }
}
