package dev.penstock.cli;

import dev.penstock.testing.AnswerData;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What phones make of the data of answers, where they differ or it is not known. */
public final class AnswerOptions {

    /** As it is typed. */
    public enum Data {
        merge,
        replace;

        public AnswerData answerData() {
            return AnswerData.valueOf(name().toUpperCase(Locale.ROOT));
        }
    }

    @Option(
            names = "--data",
            paramLabel = "HOW",
            description = {
                "merge: an answer's data joins what the screen has, as one client was seen to do.",
                "replace: it takes its place. Default both, since it is not known of all phones."
            })
    private @Nullable Data data;

    @Option(
            names = "--allow-missing-keys",
            description =
                    "An answer may leave out what its screen declares. Otherwise it is refused, as projects report"
                            + " of phones.")
    private boolean allowsMissingKeys;

    /** One way, or both. */
    public Set<AnswerData> data() {
        return ways(data);
    }

    static Set<AnswerData> ways(@Nullable Data data) {
        return data == null ? EnumSet.allOf(AnswerData.class) : Set.of(data.answerData());
    }

    public boolean allowsMissingKeys() {
        return allowsMissingKeys;
    }
}
