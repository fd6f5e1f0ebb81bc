package dev.penstock.cli;

import dev.penstock.cli.Failures.UsageFailure;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penstock completion}: a script that completes commands and options. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {"Print a script that completes commands and options.", "Your shell has to read it at its start."
        })
final class CompletionCommand implements Runnable {

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private String shell;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        var all = Penstock.commandLine();
        var script = switch (shell) {
            case "bash", "zsh" -> AutoComplete.bash("penstock", all);
            case "fish" -> FishCompletion.script(all);
            default -> throw new UsageFailure("SHELL is '%s': it takes bash, zsh or fish.".formatted(shell));
        };
        var out = spec.commandLine().getOut();
        out.print(script);
        out.flush();
    }
}
