package dev.penstock.spring.internal;

import dev.penstock.spring.PenstockConfigurationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints what is wrong and what to do, instead of a stack trace. */
final class PenstockFailureAnalyzer extends AbstractFailureAnalyzer<PenstockConfigurationException> {

    PenstockFailureAnalyzer() {}

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PenstockConfigurationException cause) {
        return new FailureAnalysis(cause.description(), cause.action(), cause);
    }
}
