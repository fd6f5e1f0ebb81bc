package dev.penstock.doctor;

import java.util.List;

/**
 * What the doctor found, in the order of the chain: keys, Meta, endpoint, Flow, webhook.
 *
 * @param findings one for each check
 */
public record DoctorReport(List<Diagnosis> findings) {

    /** Copies the list. */
    public DoctorReport {
        findings = List.copyOf(findings);
    }

    /** {@return whether nothing is red} */
    public boolean isHealthy() {
        return red().isEmpty();
    }

    /** {@return what is broken} */
    public List<Diagnosis> red() {
        return findings.stream()
                .filter(finding -> finding.verdict() == CheckOutcome.RED)
                .toList();
    }
}
