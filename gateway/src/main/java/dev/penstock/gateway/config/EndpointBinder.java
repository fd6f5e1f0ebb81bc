package dev.penstock.gateway.config;

import dev.penstock.FlowTexts;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.crypto.UnusableKeyException;
import dev.penstock.endpoint.ResponseCheckPolicy;
import dev.penstock.flowjson.UnreadableFlowJsonException;
import dev.penstock.flowjson.check.ScreenModels;
import dev.penstock.gateway.FlowTokenKind;
import dev.penstock.gateway.GatewayEndpoint;
import dev.penstock.keyring.KeyLifeCycleException;
import dev.penstock.keyring.KeyRing;
import dev.penstock.keyring.ReloadingKeyset;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokenSignature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes endpoints of what was read. What does not hold is among the mistakes, at the place that says it. */
record EndpointBinder(Source source, FlowJsonCache flowJsons) {

    /** Keys and secrets of a business; empty if there is a mistake in them. */
    record Business(Supplier<Keyset> keyset, AppSecrets appSecrets) {}

    Optional<Business> business(Section section) {
        var keyset = keyset(section);
        var secrets = new AppSecretsBinder(source).appSecrets(section);
        return keyset.flatMap(keys -> secrets.map(each -> new Business(keys, each)));
    }

    /** An endpoint; empty if there is a mistake in it. */
    Optional<GatewayEndpoint> endpoint(
            String flow, Section section, Optional<Section> defaults, Optional<Business> owner) {
        var backend = section.section("backend")
                .flatMap(each ->
                        each.url("url").isPresent() ? new BackendBinder(source).backend(each) : Optional.empty());
        var models = section.path("flow-json").map(path -> models(path, section));
        if (backend.isEmpty()
                || owner.isEmpty()
                || models.filter(Optional::isEmpty).isPresent()) {
            backend.ifPresent(dev.penstock.gateway.backend.Backend::close);
            return Optional.empty();
        }
        var rules = new Layered(section, defaults);
        var endpoint = GatewayEndpoint.builder(flow, backend.get())
                .keyset(owner.get().keyset())
                .appSecrets(owner.get().appSecrets())
                .texts(FlowTexts.ENGLISH);
        rules.having("time-budget").flatMap(each -> each.time("time-budget")).ifPresent(endpoint::timeBudget);
        rules.text("flow-token-signature").map(EndpointBinder::policy).ifPresent(endpoint::flowTokenSignature);
        rules.text("flow-tokens")
                .map(kind -> FlowTokenKind.valueOf(kind.toUpperCase(Locale.ROOT)))
                .ifPresent(endpoint::flowTokens);
        var check = rules.having("response-check").flatMap(each -> each.section("response-check"));
        models.flatMap(each -> each).ifPresent(each -> check(endpoint, each, check));
        section.path("flow-json").flatMap(this::version).ifPresent(endpoint::flowJsonVersion);
        var screens = section.section("backend")
                .map(each -> each.list("once-per-submission"))
                .orElseThrow();
        if (opensMedia(section)) {
            endpoint.openMedia();
        }
        endpoint.oncePerSubmission(
                screens.stream().map(each -> String.valueOf(each.held())).toList());
        try {
            return Optional.of(endpoint.build());
        } catch (IllegalArgumentException unfit) {
            var where = section.section("backend")
                    .map(each -> each.whereIs("once-per-submission"))
                    .orElse(section.where());
            source.mistakes.add(where, String.valueOf(unfit.getMessage()));
            return Optional.empty();
        }
    }

    static boolean opensMedia(Section section) {
        return section.section("backend")
                .flatMap(each -> each.text("media"))
                .filter("open"::equals)
                .isPresent();
    }

    private static void check(GatewayEndpoint.Builder endpoint, ScreenModels models, Optional<Section> check) {
        var policy = check.flatMap(each -> each.text("policy")).orElse("refuse");
        boolean allowsMissing = check.flatMap(each -> each.text("missing-keys"))
                .filter("allow"::equals)
                .isPresent();
        if (!policy.equals("off")) {
            endpoint.responseCheck(
                    allowsMissing ? models.allowingMissingKeys() : models,
                    ResponseCheckPolicy.valueOf(policy.toUpperCase(Locale.ROOT)));
        }
    }

    private static FlowTokenSignature.Policy policy(String word) {
        return FlowTokenSignature.Policy.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private Optional<ScreenModels> models(Path file, Section section) {
        try {
            return Optional.of(flowJsons.models(source.content(file)));
        } catch (UnreadableFlowJsonException | IOException malformed) {
            source.mistakes.add(
                    section.whereIs("flow-json"),
                    "%s cannot be read as Flow JSON; penstock flow check says what is wrong.".formatted(file));
            return Optional.empty();
        }
    }

    private Optional<String> version(Path file) {
        try {
            return Optional.of(FlowJsonCache.version(source.content(file)));
        } catch (IOException gone) {
            return Optional.empty(); // which has been said
        }
    }

    private Optional<Supplier<Keyset>> keyset(Section section) {
        var passphrase = section.secret("passphrase")
                .map(each -> each.reveal().toCharArray())
                .orElse(new char[0]);
        if (section.has("key-dir") && section.secret("private-key").isPresent()) {
            return Optional.empty(); // one too many, which has been said
        }
        try {
            if (section.path("key-dir").isPresent()) {
                return keysIn(section.path("key-dir").get(), passphrase, section.whereIs("key-dir"));
            }
            return section.secret("private-key").map(text -> {
                var keyset = withPrevious(Keyset.of(PrivateKeys.parse(text.reveal(), passphrase)), section, passphrase);
                return () -> keyset;
            });
        } catch (UnusableKeyException | KeyLifeCycleException unusable) {
            var where = section.secret("private-key").map(SecretText::where).orElse(section.whereIs("key-dir"));
            source.mistakes.add(where, String.valueOf(unusable.getMessage()));
            return Optional.empty();
        }
    }

    private static Keyset withPrevious(Keyset current, Section section, char[] passphrase) {
        var keyset = current;
        var key = section.has("previous-private-key-file") ? "previous-private-key-file" : "previous-private-key-env";
        for (var each : section.list(key)) {
            if (each.held() instanceof SecretText text) {
                keyset = keyset.alsoAccept(PrivateKeys.parse(text.reveal(), passphrase));
            }
        }
        return keyset;
    }

    private Optional<Supplier<Keyset>> keysIn(Path directory, char[] passphrase, Where where) {
        var single = directory.resolve("private.pem");
        var state = directory.resolve("keyring.json");
        source.files.add(single);
        source.files.add(state);
        var ring = KeyRing.at(directory, passphrase);
        if (ring.exists()) {
            return Optional.of(ReloadingKeyset.of(ring));
        }
        if (!Files.exists(single)) {
            source.mistakes.add(
                    where,
                    "There is no private.pem and no key ring in %1$s: penstock keys generate --dir %1$s makes one."
                            .formatted(directory));
            return Optional.empty();
        }
        if (!source.isKept(single, where)) {
            return Optional.empty();
        }
        var keyset = Keyset.load(single, passphrase);
        return Optional.of(() -> keyset);
    }

    /** The keys of a section, with those of the defaults behind them. */
    private record Layered(Section section, Optional<Section> defaults) {

        Optional<Section> having(String key) {
            return section.has(key) ? Optional.of(section) : defaults.filter(each -> each.has(key));
        }

        Optional<String> text(String key) {
            return having(key).flatMap(each -> each.text(key)).filter(text -> !text.isEmpty());
        }
    }
}
