package dev.penstock.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What an IDE shows in application.yaml. */
class MetadataTest {

    @Test
    @SuppressWarnings("unchecked")
    void everyPropertyIsDescribed() throws Exception {
        String json;
        try (var in = PenstockProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        var metadata = JsonMapper.builder().build().readValue(json, Map.class);
        var properties = (List<Map<String, Object>>) metadata.get("properties");

        assertThat(properties)
                .extracting(property -> property.get("name"))
                .contains(
                        "penstock.base-path",
                        "penstock.keys.private-key-file",
                        "penstock.app.secret",
                        "penstock.flow-tokens.accept",
                        "penstock.guard.kind",
                        "penstock.limits.max-body",
                        "penstock.webhooks.verify-token",
                        "penstock.security.permit-endpoints",
                        "penstock.flows");
        assertThat(properties)
                .allSatisfy(property -> assertThat(property)
                        .as(String.valueOf(property.get("name")))
                        .containsKey("description"));
    }
}
