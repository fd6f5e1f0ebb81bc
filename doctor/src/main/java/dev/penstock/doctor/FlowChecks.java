package dev.penstock.doctor;

import dev.penstock.graph.GraphException;
import dev.penstock.graph.flows.FlowDetails;
import dev.penstock.graph.flows.Flows;
import dev.penstock.graph.push.LintFinding;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Is the Flow JSON valid, and is the Flow at Meta as it must be? */
final class FlowChecks {

    private static final String JSON = "Flow JSON";
    private static final String STATUS = "Flow at Meta";
    private static final String ENDPOINT = "endpoint URI of the Flow";
    private static final String APP = "app of the Flow";
    private static final String PUSH = "penstock flow push FILE --waba ID";

    private FlowChecks() {}

    static List<Diagnosis> run(Patient patient) {
        var findings = new ArrayList<Diagnosis>();
        findings.add(patient.flowJson
                .map(json -> lint(patient.lint.lint(json)))
                .orElseGet(() -> Diagnosis.skipped(JSON, "no Flow JSON was given")));
        if (patient.flow.isEmpty() || !patient.tokenWorks) {
            findings.add(
                    Diagnosis.skipped(STATUS, patient.flow.isEmpty() ? "no Flow was given" : "Meta cannot be asked"));
            return findings;
        }
        try {
            var flow = Flows.of(patient.graph.orElseThrow()).get(patient.flow.get());
            findings.add(status(flow));
            findings.add(endpoint(flow, patient.endpoint));
            findings.add(app(flow, patient));
        } catch (GraphException refused) {
            findings.add(Diagnosis.broken(
                    STATUS, refused, "Check the id of the Flow; list all with: penstock flow list --waba ID"));
        }
        return findings;
    }

    private static Diagnosis lint(List<LintFinding> found) {
        var errors = found.stream().filter(LintFinding::isError).toList();
        return errors.isEmpty()
                ? Diagnosis.green(
                        JSON, found.isEmpty() ? "no errors" : "no errors, %d warnings".formatted(found.size()))
                : Diagnosis.red(
                        JSON,
                        "%d errors; the first: %s"
                                .formatted(errors.size(), errors.getFirst().message()),
                        "Repair them; see all with: penstock flow check FILE");
    }

    private static Diagnosis status(FlowDetails flow) {
        if (!flow.validationErrors().isEmpty()) {
            return Diagnosis.red(
                    STATUS,
                    "Meta finds %d errors in it; the first: %s"
                            .formatted(
                                    flow.validationErrors().size(),
                                    flow.validationErrors().getFirst()),
                    "Repair the Flow JSON and push it again: " + PUSH);
        }
        return switch (flow.status()) {
            case PUBLISHED -> Diagnosis.green(STATUS, "published");
            case DRAFT ->
                Diagnosis.red(
                        STATUS,
                        "it is a draft" + problems(flow),
                        ("Publish it: penstock flow publish %s. Until then send it as a draft only: penstock send"
                                        + " --draft")
                                .formatted(flow.id()));
            case DEPRECATED ->
                Diagnosis.red(
                        STATUS,
                        "it is deprecated and cannot be sent any more",
                        "Push it as a new Flow under another name: " + PUSH + " --name NAME");
            case THROTTLED ->
                Diagnosis.red(
                        STATUS,
                        "Meta has throttled it to 10 messages an hour, because its endpoint failed too often",
                        "Repair the endpoint (see the checks of it); Meta lifts the limit by itself.");
            case BLOCKED ->
                Diagnosis.red(
                        STATUS,
                        "Meta has blocked it, because its endpoint failed too often; it can be neither sent nor opened",
                        "Repair the endpoint (see the checks of it); Meta lifts the block by itself, step by step.");
            case UNKNOWN ->
                Diagnosis.red(STATUS, "it is in a state that is not known here", "Look at it in WhatsApp Manager.");
        };
    }

    private static String problems(FlowDetails flow) {
        var problems = flow.health().stream()
                .flatMap(health -> health.entities().stream())
                .flatMap(entity -> entity.problems().stream())
                .map(problem -> problem.description())
                .toList();
        return problems.isEmpty() ? "" : ", and Meta would refuse to publish it: " + String.join("; ", problems);
    }

    private static Diagnosis endpoint(FlowDetails flow, Optional<URI> ours) {
        if (flow.dataApiVersion().isEmpty() && flow.endpointUri().isEmpty()) {
            return Diagnosis.skipped(ENDPOINT, "the Flow works without an endpoint");
        }
        if (flow.endpointUri().isEmpty()) {
            return Diagnosis.red(
                    ENDPOINT,
                    "none is set at Meta",
                    "Push the Flow with its endpoint URI: " + PUSH + " --endpoint URL");
        }
        if (ours.isEmpty()) {
            return Diagnosis.skipped(
                    ENDPOINT,
                    "no endpoint was given to compare with "
                            + flow.endpointUri().get());
        }
        return flow.endpointUri().get().equals(ours.get().toString())
                ? Diagnosis.green(ENDPOINT, "it is " + ours.get())
                : Diagnosis.red(
                        ENDPOINT,
                        "Meta calls %s, not %s".formatted(flow.endpointUri().get(), ours.get()),
                        "Push the Flow with the right endpoint URI: " + PUSH + " --endpoint " + ours.get());
    }

    /** Meta signs requests with the secret of the linked app, so the secret that is checked here must be that app's. */
    private static Diagnosis app(FlowDetails flow, Patient patient) {
        if (flow.dataApiVersion().isEmpty() && flow.endpointUri().isEmpty()) {
            return Diagnosis.skipped(APP, "the Flow works without an endpoint");
        }
        if (flow.applicationId().isEmpty()) {
            return Diagnosis.red(
                    APP,
                    "no app is linked, so Meta cannot sign requests",
                    "Push the Flow with the id of your app: " + PUSH + " --app-id " + patient.ownApp.orElse("ID"));
        }
        var linked = flow.applicationId().get();
        return patient.ownApp.isEmpty() || patient.ownApp.get().equals(linked)
                ? Diagnosis.green(APP, "app %s is linked; its secret signs the requests".formatted(linked))
                : Diagnosis.red(
                        APP,
                        ("app %s is linked, but the access token is of app %s: requests are signed with the secret of"
                                        + " the linked app")
                                .formatted(linked, patient.ownApp.get()),
                        "Use access token and app secret of app %s, or link the other: %s --app-id %s"
                                .formatted(linked, PUSH, patient.ownApp.get()));
    }
}
