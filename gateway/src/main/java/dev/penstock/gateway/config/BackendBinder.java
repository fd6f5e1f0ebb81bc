package dev.penstock.gateway.config;

import dev.penstock.gateway.backend.Backend;
import dev.penstock.gateway.backend.BackendBreaker;
import dev.penstock.gateway.backend.HttpBackend;
import dev.penstock.gateway.backend.HttpBackendBuilder;
import java.nio.file.Path;
import java.util.Optional;

/** Makes a backend of what was read. */
record BackendBinder(Source source) {

    Optional<Backend> backend(Section section) {
        if (isDangerous(section)) {
            source.mistakes.add(
                    section.whereIs("url"),
                    "What people type would go to a public host in clear: make the URL https; or, if the way there is"
                            + " private, add plain-http: allow.");
            return Optional.empty();
        }
        try {
            var builder = HttpBackend.builder(section.url("url").orElseThrow());
            section.time("timeout").ifPresent(builder::timeout);
            section.time("connect-timeout").ifPresent(builder::connectTimeout);
            section.time("idle-connection").ifPresent(builder::idleConnection);
            section.size("max-answer").ifPresent(bytes -> builder.maxAnswerBytes(Math.toIntExact(bytes)));
            section.whole("connections").ifPresent(builder::connections);
            section.headers("headers").forEach(builder::header);
            section.text("unix-socket").ifPresent(path -> builder.unixSocket(source.directory.resolve(path)));
            section.path("ca-file").ifPresent(builder::certificateAuthorities);
            section.text("retry").filter("idempotent"::equals).ifPresent(retry -> builder.idempotent());
            clientCertificate(section, builder);
            new SigningSecretsBinder(source).signingSecrets(section).ifPresent(builder::signingSecrets);
            breaker(section, builder);
            return Optional.of(builder.build());
        } catch (IllegalArgumentException unfit) {
            source.mistakes.add(section.where(), String.valueOf(unfit.getMessage()));
            return Optional.empty();
        }
    }

    private static boolean isDangerous(Section section) {
        return !section.has("unix-socket") && PublicHost.isReachedInClear(section);
    }

    private static void clientCertificate(Section section, HttpBackendBuilder builder) {
        section.path("client-certificate-file")
                .flatMap(chain -> section.path("client-private-key-file").map(key -> new Path[] {chain, key}))
                .ifPresent(files -> builder.clientCertificate(files[0], files[1]));
    }

    private static void breaker(Section section, HttpBackendBuilder builder) {
        if (section.text("breaker").filter("off"::equals).isPresent()) {
            builder.withoutBreaker();
            return;
        }
        section.section("breaker").ifPresent(breaker -> {
            int of = breaker.whole("of").orElse(BackendBreaker.DEFAULT.of());
            int percent = breaker.whole("failures").orElse(50);
            builder.breaker(new BackendBreaker(
                    Math.max(1, of * percent / 100),
                    of,
                    breaker.time("open-for").orElse(BackendBreaker.DEFAULT.openFor())));
        });
    }
}
