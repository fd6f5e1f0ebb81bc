package dev.penstock.webhook.event;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One kind of error in an alert about an error rate.
 *
 * @param type the kind
 * @param rawType Meta's word for it
 * @param rate its share among the errors, in per cent
 * @param count how often it occurred
 */
public record AlertError(ErrorType type, String rawType, Optional<BigDecimal> rate, Optional<BigDecimal> count) {}
