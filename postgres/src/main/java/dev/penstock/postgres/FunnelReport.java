package dev.penstock.postgres;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How far people got in one version of a Flow. People are told apart by flow tokens; who has none, or shares one, is
 * only counted in {@link #requestsOfNobody}.
 *
 * @param flow the name of the Flow
 * @param version the version of its Flow JSON
 * @param sent how many messages that open it were sent, of those that {@link FlowFunnel#sent} was told
 * @param delivered how many of them arrived
 * @param read how many of them were read
 * @param opened how many people the endpoint has heard of
 * @param screens what became of them on each screen, those that most people saw first
 * @param completed how many completed the Flow
 * @param requestsOfNobody how many requests had no flow token that tells people apart
 */
public record FunnelReport(
        String flow,
        String version,
        long sent,
        long delivered,
        long read,
        long opened,
        List<Screen> screens,
        long completed,
        long requestsOfNobody) {

    /** Copies the list, and refuses null. */
    public FunnelReport {
        Objects.requireNonNull(flow, "flow");
        Objects.requireNonNull(version, "version");
        screens = List.copyOf(screens);
    }

    /**
     * What became of people on one screen. An endpoint sees the screens with which it answers, and those from which it
     * is asked; a screen that {@code navigate} led to is seen only when the endpoint is asked from it.
     *
     * @param screen the id of the screen
     * @param shown how many people saw it
     * @param submitted how many of them submitted it to the endpoint
     * @param back how many of them went back from it, as far as the endpoint is asked then
     * @param error how many of them were answered there with an error message, or with a failure
     * @param median half of the people were asked for less time until they went on to the endpoint; empty if nobody did
     */
    public record Screen(String screen, long shown, long submitted, long back, long error, Optional<Duration> median) {

        /** Refuses null. */
        public Screen {
            Objects.requireNonNull(screen, "screen");
            Objects.requireNonNull(median, "median");
        }
    }
}
