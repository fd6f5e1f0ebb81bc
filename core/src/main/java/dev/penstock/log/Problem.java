package dev.penstock.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describes an exception without its message, which may hold what a person typed: its class, its causes, and the frames
 * of those who wrote the handler. Frames of the JDK say little and are left out; so is everything below the handler,
 * which is the same for every request.
 */
public final class Problem {

    private static final int MAX_CAUSES = 8;
    /** Where it was thrown. */
    private static final int FIRST_FRAMES = 6;
    /** The frames nearest the handler. */
    private static final int LAST_FRAMES = 14;

    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");
    /** Those who call handlers, filters and response checks, whose frames are below. */
    private static final Set<String> CALLERS = Set.of(
            "dev.penstock.Flow",
            "dev.penstock.FlowBuilder",
            "dev.penstock.endpoint.FlowEndpoint",
            "dev.penstock.endpoint.HandlerRun",
            "dev.penstock.endpoint.ReadableRequest",
            "dev.penstock.webhook.WebhookDispatcher",
            "dev.penstock.webhook.WebhookHandlers");
    /** Below it is what carries the context of one thread to another. */
    private static final String HANDOVER = "dev.penstock.endpoint.Handover";

    private Problem() {}

    /**
     * Describes an exception.
     *
     * @param thrown the exception
     * @return its class and frames, and those of its causes, in lines of their own but for the first
     */
    public static String of(Throwable thrown) {
        return of(thrown, false);
    }

    /**
     * Describes an exception with its message, for development: the message may hold what a person typed.
     *
     * @param thrown the exception
     * @return its class, message and frames, and those of its causes, in lines of their own but for the first
     */
    public static String withMessages(Throwable thrown) {
        return of(thrown, true);
    }

    private static String of(Throwable thrown, boolean withMessages) {
        Objects.requireNonNull(thrown, "thrown");
        var text = new StringBuilder();
        @Nullable Throwable current = thrown;
        for (int i = 0; current != null && i < MAX_CAUSES; i++) {
            text.append(i == 0 ? "" : "\n  caused by ")
                    .append(current.getClass().getName());
            if (withMessages && current.getMessage() != null) {
                text.append(": ").append(current.getMessage());
            }
            frames(current).forEach(frame -> text.append("\n    ").append(frame));
            current = current.getCause();
        }
        return text.toString();
    }

    private static List<String> frames(Throwable thrown) {
        var shown = own(thrown.getStackTrace());
        var lines = new ArrayList<String>();
        for (int i = 0; i < shown.size(); i++) {
            if (i == FIRST_FRAMES && shown.size() > FIRST_FRAMES + LAST_FRAMES) {
                int leftOut = shown.size() - FIRST_FRAMES - LAST_FRAMES;
                lines.add("... " + leftOut + " more ...");
                i += leftOut;
            }
            lines.add("at " + shown.get(i));
        }
        return lines;
    }

    /** Where it was thrown, and from there to the handler what is not the JDK's. */
    private static List<StackTraceElement> own(StackTraceElement[] trace) {
        var own = new ArrayList<StackTraceElement>();
        for (int i = 0; i < belowTheHandler(trace); i++) {
            if (i == 0 || !(isOfTheJdk(trace[i]) || CALLERS.contains(trace[i].getClassName()))) {
                own.add(trace[i]);
            }
        }
        return own;
    }

    private static int belowTheHandler(StackTraceElement[] trace) {
        for (int i = 0; i < trace.length; i++) {
            if (trace[i].getClassName().equals(HANDOVER)) {
                return i;
            }
        }
        int i = trace.length;
        while (i > 0 && !CALLERS.contains(trace[i - 1].getClassName())) {
            i--;
        }
        return i == 0 ? trace.length : i;
    }

    private static boolean isOfTheJdk(StackTraceElement frame) {
        return JDK.stream().anyMatch(frame.getClassName()::startsWith);
    }
}
