package dev.penstock.gateway.config;

import dev.penstock.postgres.FlowAnswerRules;
import dev.penstock.postgres.FlowAnswersBuilder;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes of what was read how answers are kept. */
record AnswersBinder(Source source) {

    GatewaySettings.Answers answers(Section section, boolean hasDatabase, boolean hasWebhooks) {
        if (!hasDatabase) {
            source.mistakes.add(section.where(), "Answers are kept in PostgreSQL: add database.");
        }
        if (!hasWebhooks) {
            source.mistakes.add(section.where(), "Answers come by Meta's webhooks: add webhooks.");
        }
        var keys = new KeyEncryptionKeys(source);
        var key = section.secret("key-encryption-key").filter(keys::isKey);
        var previous = section.list("previous-key-encryption-keys").stream()
                .map(Section.Value::held)
                .filter(SecretText.class::isInstance)
                .map(SecretText.class::cast)
                .filter(keys::isKey)
                .toList();
        Map<String, FlowAnswerRules> flows = new LinkedHashMap<>();
        for (var each : section.sections("flows")) {
            rules(each).ifPresent(rules -> {
                if (flows.putIfAbsent(rules.flow(), rules) != null) {
                    source.mistakes.add(each.whereIs("flow"), "The Flow %s is there twice.".formatted(rules.flow()));
                }
            });
        }
        refuseSealingWithoutKey(section);
        return new GatewaySettings.Answers(
                section.time("keep").orElse(FlowAnswersBuilder.DEFAULT_KEEP),
                texts(section, "seal"),
                key,
                previous,
                List.copyOf(flows.values()));
    }

    private void refuseSealingWithoutKey(Section section) {
        boolean hasKey = section.secret("key-encryption-key").isPresent()
                || section.has("key-encryption-key-file")
                || section.has("key-encryption-key-env");
        if (hasKey) {
            return;
        }
        var sealing = section.has("seal")
                ? Optional.of(section)
                : section.sections("flows").stream()
                        .filter(flow -> flow.has("seal"))
                        .findFirst();
        sealing.ifPresent(where -> source.mistakes.add(
                where.whereIs("seal"),
                "Nothing can be sealed without a key: add key-encryption-key-file or key-encryption-key-env;"
                        + " penstock tenants init makes one."));
    }

    private static Optional<FlowAnswerRules> rules(Section section) {
        return section.text("flow").filter(name -> !name.isBlank()).map(name -> {
            var rules = FlowAnswerRules.of(name).withFlowIds(texts(section, "id"));
            rules = section.time("keep").map(rules::withKeep).orElse(rules);
            return section.has("seal") ? rules.withSeal(texts(section, "seal")) : rules;
        });
    }

    private static Set<String> texts(Section section, String key) {
        var texts = new LinkedHashSet<String>();
        section.list(key).forEach(each -> texts.add(String.valueOf(each.held())));
        return texts;
    }
}
