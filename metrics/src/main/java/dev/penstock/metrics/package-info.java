/**
 * Metrics of endpoints, server and webhooks with Micrometer, for Prometheus and whatever else Micrometer speaks to.
 * Begin with {@link dev.penstock.metrics.PenstockMetrics}.
 */
@NullMarked
package dev.penstock.metrics;

import org.jspecify.annotations.NullMarked;
