package dev.penstock.cli.meta;

import dev.penstock.id.Recipient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whom a message is for. */
public final class RecipientOptions {

    @Parameters(
            arity = "0..1",
            paramLabel = "NUMBER",
            description = "The person's phone number with its country code, as 15550100 or +15550100.")
    private @Nullable String number;

    @Option(
            names = "--user-id",
            paramLabel = "ID",
            description =
                    "The person's business-scoped user id, as US.13491208655302741918, in place of a phone number: for"
                            + " people whose number Meta does not tell.")
    private @Nullable String userId;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec mixee;

    Recipient recipient() {
        if ((number == null) == (userId == null)) {
            throw new ParameterException(
                    mixee.commandLine(), "Whom is it for? Give a phone number, or --user-id, not both.");
        }
        try {
            return number == null ? Recipient.userId(String.valueOf(userId)) : Recipient.phoneNumber(number);
        } catch (IllegalArgumentException other) {
            throw new ParameterException(
                    mixee.commandLine(),
                    other.getMessage() + (number == null ? "" : " A user id is given with --user-id."));
        }
    }
}
