package dev.penstock.gateway.alert;

import java.time.Duration;

/**
 * When something is wrong.
 *
 * @param name such as {@code PenstockErrorRate10}
 * @param condition has a value for each pair of labels for which it holds
 * @param holds how long it has to hold before anybody is told
 * @param severity whom it concerns
 * @param summary what is told, with places for labels and the value
 * @param runbook where it stands what to do
 */
record AlertRule(
        String name,
        PromqlExpression condition,
        Duration holds,
        AlertSeverity severity,
        String summary,
        String runbook) {

    /** What it is about, without how bad it is: the same for 5, 10 and 50 %. */
    String kind() {
        return name.replaceFirst("(?:Early|[0-9]+(?:s|Days|Minutes)?)$", "");
    }
}
