package dev.penstock.graph.push;

import dev.penstock.graph.GraphClient;
import dev.penstock.graph.GraphException;
import dev.penstock.graph.flows.FlowChanges;
import dev.penstock.graph.flows.FlowDetails;
import dev.penstock.graph.flows.Flows;
import dev.penstock.graph.flows.NewFlow;
import dev.penstock.graph.flows.ValidationError;
import dev.penstock.id.FlowId;
import dev.penstock.id.WabaId;
import dev.penstock.webhook.event.FlowStatus;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings a Flow from the source code to Meta. The first push creates it and notes its id in a lock file; later ones
 * update it, and do nothing if nothing has changed.
 *
 * <p>The Flow JSON is checked first; with an error in it nothing is called. The lock file is written before and after a
 * Flow is created, so that a push that was broken off in between finds the Flow by its name and does not make a second
 * one.
 *
 * <p>Thread-safe, but two processes must not push to the same lock file at once.
 */
public final class FlowPush {

    private final Flows flows;
    private final WabaId account;
    private final FlowLockFile lock;
    private final FlowJsonLint lint;
    private final boolean adopt;

    private FlowPush(Flows flows, WabaId account, FlowLockFile lock, FlowJsonLint lint, boolean adopt) {
        this.flows = flows;
        this.account = account;
        this.lock = lock;
        this.lint = lint;
        this.adopt = adopt;
    }

    /**
     * Describes where to push.
     *
     * @param client the client
     * @param account the account
     * @param lockFile the lock file, which may not exist yet
     * @param lint checks the Flow JSON
     * @return the push
     */
    public static FlowPush of(GraphClient client, WabaId account, Path lockFile, FlowJsonLint lint) {
        return new FlowPush(Flows.of(client), account, new FlowLockFile(lockFile), lint, false);
    }

    /** {@return a copy that takes over a Flow of the same name that the lock file does not know} */
    public FlowPush adoptingByName() {
        return new FlowPush(flows, account, lock, lint, true);
    }

    /**
     * Says what a push would do, and changes nothing, neither here nor at Meta.
     *
     * @param source the Flow
     * @param publish whether it would be published too
     * @return the steps
     * @throws FlowPushException if the check finds an error, or a Flow of the same name is in the way
     * @throws GraphException if Meta refuses
     */
    public PushResult dryRun(FlowSource source, boolean publish) {
        check(source, lint::lint);
        var plan = plan(source, publish);
        var warnings = check(source, plan.isForPublishing() ? lint::lintForPublishing : lint::lint);
        return new PushResult(plan.flow(), List.copyOf(plan.steps()), warnings, List.of());
    }

    /**
     * Pushes.
     *
     * @param source the Flow
     * @param publish whether to publish it afterwards, if Meta finds no errors
     * @return what was done
     * @throws FlowPushException if the check finds an error, or a Flow of the same name is in the way
     * @throws GraphException if Meta refuses; pushing again goes on where it was
     */
    public PushResult push(FlowSource source, boolean publish) {
        check(source, lint::lint);
        var plan = plan(source, publish);
        var warnings = check(source, plan.isForPublishing() ? lint::lintForPublishing : lint::lint);
        var done = new ArrayList<PushStep>();
        var flow = plan.flow().orElseGet(() -> create(source, done));
        if (plan.steps().contains(PushStep.ADOPT)) {
            note(source, flow, LockEntry.begun());
            done.add(PushStep.ADOPT);
        }
        if (plan.steps().contains(PushStep.UPDATE_METADATA)) {
            flows.update(
                    flow,
                    new FlowChanges(
                            Optional.empty(), source.categories(), source.endpointUri(), source.applicationId()));
            done.add(PushStep.UPDATE_METADATA);
        }
        List<ValidationError> errors = List.of();
        if (plan.steps().contains(PushStep.UPLOAD_JSON)) {
            errors = flows.uploadJson(flow, source.json()).validationErrors();
            done.add(PushStep.UPLOAD_JSON);
        }
        note(source, flow, wanted(source, flow));
        if (errors.isEmpty() && plan.steps().contains(PushStep.PUBLISH)) {
            flows.publish(flow);
            done.add(PushStep.PUBLISH);
        }
        return new PushResult(Optional.of(flow), done, warnings, errors);
    }

    private static List<LintFinding> check(FlowSource source, FlowJsonLint lint) {
        var findings = lint.lint(source.json());
        if (findings.stream().anyMatch(LintFinding::isError)) {
            throw new FlowPushException(
                    "The Flow JSON of %s has errors, so nothing was pushed: repair them first."
                            .formatted(source.name()),
                    findings);
        }
        return findings;
    }

    private Plan plan(FlowSource source, boolean publish) {
        var entry = lock.find(account, source.name());
        var steps = EnumSet.noneOf(PushStep.class);
        var known = entry.flatMap(LockEntry::id).map(FlowId::new);
        var flow = known.or(() -> byName(source, entry.isPresent(), steps));
        if (flow.isEmpty()) {
            steps.addAll(EnumSet.of(PushStep.CREATE, PushStep.UPLOAD_JSON));
            if (source.endpointUri().isPresent() || source.applicationId().isPresent()) {
                steps.add(PushStep.UPDATE_METADATA);
            }
            if (publish) {
                steps.add(PushStep.PUBLISH);
            }
            return new Plan(flow, steps);
        }
        var atMeta = atMeta(source, flow.get());
        if (!isSameMetadata(source, entry.orElseGet(LockEntry::begun), atMeta)) {
            steps.add(PushStep.UPDATE_METADATA);
        }
        if (!entry.flatMap(LockEntry::jsonSha256).equals(Optional.of(sha256(source.json())))
                || !atMeta.validationErrors().isEmpty()) {
            steps.add(PushStep.UPLOAD_JSON);
        }
        if (publish && (steps.contains(PushStep.UPLOAD_JSON) || atMeta.status() == FlowStatus.DRAFT)) {
            steps.add(PushStep.PUBLISH);
        }
        return new Plan(flow, steps);
    }

    private FlowDetails atMeta(FlowSource source, FlowId flow) {
        try {
            return flows.get(flow);
        } catch (GraphException refused) {
            if (refused.code().orElse(0) == 100) {
                throw new FlowPushException(
                        ("The lock file says that %s is Flow %s, and Meta knows no such Flow: if it was deleted, remove"
                                        + " its entry from the lock file.")
                                .formatted(source.name(), flow),
                        List.of());
            }
            throw refused;
        }
    }

    /** A Flow with this name that the lock file has no id for: ours if we began to create it, otherwise somebody's. */
    private Optional<FlowId> byName(FlowSource source, boolean begun, Set<PushStep> steps) {
        var found = flows.list(account).stream()
                .filter(flow -> flow.name().equals(source.name()))
                .findFirst();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (!begun && !adopt) {
            throw new FlowPushException(
                    ("There is a Flow named %s at Meta (id %s) that the lock file does not know: push with adoption if"
                                    + " it is the same Flow, otherwise choose another name.")
                            .formatted(source.name(), found.get().id()),
                    List.of());
        }
        steps.add(PushStep.ADOPT);
        return found.map(FlowDetails::id);
    }

    private FlowId create(FlowSource source, List<PushStep> done) {
        lock.put(account, source.name(), LockEntry.begun());
        var flow = flows.create(account, NewFlow.draft(source.name(), source.categories()))
                .flow();
        note(source, flow, LockEntry.begun());
        done.add(PushStep.CREATE);
        return flow;
    }

    private void note(FlowSource source, FlowId flow, LockEntry entry) {
        lock.put(
                account,
                source.name(),
                new LockEntry(
                        Optional.of(flow.value()),
                        entry.jsonSha256(),
                        entry.endpointUri(),
                        entry.appId(),
                        entry.categories()));
    }

    private static LockEntry wanted(FlowSource source, FlowId flow) {
        return new LockEntry(
                Optional.of(flow.value()),
                Optional.of(sha256(source.json())),
                source.endpointUri().map(URI::toString),
                source.applicationId(),
                String.join(",", source.categories()));
    }

    private static boolean isSameMetadata(FlowSource source, LockEntry entry, FlowDetails atMeta) {
        return entry.categories().equals(String.join(",", source.categories()))
                && (source.endpointUri().isEmpty()
                        || source.endpointUri().map(URI::toString).equals(atMeta.endpointUri()))
                && (source.applicationId().isEmpty() || source.applicationId().equals(atMeta.applicationId()));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }

    private record Plan(Optional<FlowId> flow, Set<PushStep> steps) {

        /** A new Flow is pushed to be published some time; one that is there may only be kept up to date. */
        boolean isForPublishing() {
            return steps.contains(PushStep.CREATE) || steps.contains(PushStep.PUBLISH);
        }
    }
}
