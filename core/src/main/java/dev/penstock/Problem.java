package dev.penstock;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describes an exception without its message, which may hold what a person typed. */
final class Problem {

    private static final int MAX_CAUSES = 5;
    private static final int MAX_FRAMES = 6;

    private Problem() {}

    static String of(Throwable thrown) {
        var text = new StringBuilder();
        @Nullable Throwable current = thrown;
        for (int i = 0; current != null && i < MAX_CAUSES; i++) {
            text.append(i == 0 ? "" : ", caused by ")
                    .append(current.getClass().getName())
                    .append(Arrays.stream(current.getStackTrace())
                            .limit(MAX_FRAMES)
                            .map(StackTraceElement::toString)
                            .collect(Collectors.joining(" < ", " at ", "")));
            current = current.getCause();
        }
        return text.toString();
    }
}
