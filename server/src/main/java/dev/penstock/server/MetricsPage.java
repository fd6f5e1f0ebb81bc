package dev.penstock.server;

import java.util.Objects;

/**
 * What is answered to who asks for the metrics.
 *
 * @param contentType the {@code Content-Type}
 * @param text the metrics
 */
public record MetricsPage(String contentType, String text) {

    /** Refuses null. */
    public MetricsPage {
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(text, "text");
    }
}
