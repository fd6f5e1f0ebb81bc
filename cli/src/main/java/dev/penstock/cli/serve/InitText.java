package dev.penstock.cli.serve;

import java.net.URI;
import java.nio.file.Path;

/** What {@code penstock init} writes and says. */
final class InitText {

    private InitText() {}

    static String yaml(String flow, URI backend) {
        return """
            # What penstock serve serves. Relative paths begin at this file; any value may hold ${NAME} or ${NAME:-fallback}.
            # Secrets are in files or environment variables (x-file, x-env), never in here.
            # Changes are taken over while it runs; "penstock serve --check" says what is wrong, with line and column.
            server:
              host: 127.0.0.1                # 0.0.0.0 in a container
              port: ${PORT:-8080}
              # tls: {certificate-file: tls/tls.crt, private-key-file: tls/tls.key}

            admin: {host: 127.0.0.1, port: 8081}   # /live, /ready, POST /reload

            endpoints:
              - path: /flows/%1$s
                key-dir: keys                # penstock keys rotate exchanges the key while this runs
                app-secrets:
                  - {file: secrets/app-secret}
                  # - {file: secrets/app-secret-old, until: 2026-12-31T00:00:00Z}
                # flow-json: %1$s.json       # answers are then checked before they are sent
                # flow-tokens: unique        # if every message has a flow token of its own
                # time-budget: 8s
                backend:
                  url: %2$s
                  signing-secret-file: secrets/backend   # the backend checks webhook-signature with it
                  # timeout: 5s
                  # headers: {authorization: "Bearer ${BACKEND_TOKEN}"}
                  # retry: idempotent        # if the backend handles each webhook-id once
                  # once-per-submission: [SUMMARY]       # needs flow-tokens
            """.formatted(flow, backend);
    }

    static String next(Path directory, String flow, URI backend) {
        return """
            Written: %1$s, key pair in %2$s, secrets in %3$s.

            Next:
            1. Put the app secret of your Meta app (App settings, Basic) into %4$s. Until then it holds a random one, with which you can try.
            2. Start your backend at %5$s. It gets each request as JSON and answers {"screen": ..., "data": ...}.
            3. penstock serve --config %1$s
            4. Upload the key, once for each phone number: penstock keys register --waba 1001 --dir %2$s
            5. Give Meta the endpoint's public URL, https://YOUR.HOST/flows/%6$s: penstock flow push FILE --waba 1001 --endpoint https://YOUR.HOST/flows/%6$s\
            """.formatted(
                        directory.resolve("penstock.yaml"),
                        directory.resolve("keys"),
                        directory.resolve("secrets"),
                        directory.resolve("secrets/app-secret"),
                        backend,
                        flow);
    }
}
