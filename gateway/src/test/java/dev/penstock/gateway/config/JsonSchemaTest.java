package dev.penstock.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.ObjectMapper;

/** The schema for editors, held against a validator that others keep. */
class JsonSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String EXAMPLE = """
        server: {host: 0.0.0.0, port: "${PORT:-8080}", limits: {body: 14MB, request-deadline: 15s}}
        admin: {port: 8081}
        replay: {keep: 1h, memory: 64MB}
        defaults: {time-budget: 8s, flow-token-signature: off, response-check: {policy: report}}
        endpoints:
          - path: /flows/booking
            key-dir: keys
            passphrase-file: secrets/passphrase
            app-secrets:
              - {file: secrets/app-secret}
              - {env: OLD, until: 2026-12-31T00:00:00Z}
            flow-json: booking.json
            flow-tokens: unique
            backend:
              url: http://127.0.0.1:3000/flow
              signing-secret-file: [a, b]
              headers: {authorization: "Bearer ${TOKEN}", x-number: 5}
              breaker: off
              once-per-submission: [SUMMARY]
        tenants: {directory: tenants, cache: 100, limits: {under-way: 10}}
        """;

    @Test
    void isCommitted() throws IOException {
        var docs = Path.of("../docs/reference").toAbsolutePath();
        assertThat(Files.readString(docs.resolve("penstock.schema.json"))).isEqualTo(JsonSchema.ofConfiguration());
        assertThat(Files.readString(docs.resolve("tenant.schema.json"))).isEqualTo(JsonSchema.ofTenant());
    }

    @Test
    void referenceIsWhatTheReaderGoesBy() throws IOException {
        assertThat(Files.readString(Path.of("../docs/reference/configuration.md")))
                .endsWith("\n\n" + ConfigurationReference.markdown().stripTrailing() + "\n");
    }

    @Test
    void isAJsonSchema() {
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        var meta = registry.getSchema(
                com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(meta.validate(JSON.readTree(JsonSchema.ofConfiguration()))).isEmpty();
        assertThat(meta.validate(JSON.readTree(JsonSchema.ofTenant()))).isEmpty();
    }

    @Test
    void acceptsWhatTheReaderAccepts() {
        assertThat(errors(EXAMPLE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "time-budget: 8s|time-budget: 8",
                "port: 8081|port: 99999",
                "port: 8081|prot: 8081",
                "body: 14MB|body: 14",
                "flow-token-signature: off|flow-token-signature: sometimes",
                "key-dir: keys|flow: booking",
                "key-dir: keys|private-key: abc",
                "path: /flows/booking|path: booking",
                "breaker: off|breaker: {failures: 0%}",
                "http://127.0.0.1:3000|ftp://127.0.0.1",
                "until: 2026-12-31T00:00:00Z|until: tomorrow",
                "{env: OLD, until|{env: OLD, file: x, until",
                "directory: tenants, cache|cache"
            })
    void refusesWhatTheReaderRefuses(String change) {
        var parts = change.split("\\|");
        assertThat(EXAMPLE).contains(parts[0]);

        assertThat(errors(EXAMPLE.replace(parts[0], parts[1]))).isNotEmpty();
    }

    private static List<Error> errors(String yaml) {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JsonSchema.ofConfiguration());
        return schema.validate(JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml)));
    }
}
