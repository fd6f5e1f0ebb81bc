package dev.penstock.gateway.config;

import dev.penstock.graph.AccessToken;
import dev.penstock.id.PhoneNumberId;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes of what was read for which numbers Meta is asked about the key. */
record MetaKeysBinder(Source source) {

    Optional<GatewaySettings.MetaKeys> keys(Section section, boolean hasAdmin) {
        if (!hasAdmin) {
            source.mistakes.add(section.where(), "What Meta holds is shown at /metrics of the admin port: add admin.");
        }
        var numbers = section.list("phone-number-ids").stream()
                .map(each -> new PhoneNumberId(String.valueOf(each.held())))
                .collect(Collectors.toSet());
        return section.secret("access-token").flatMap(token -> {
            try {
                AccessToken.of(token.reveal());
                return Optional.of(new GatewaySettings.MetaKeys(token, numbers, section.url("graph-url")));
            } catch (IllegalArgumentException unfit) {
                source.mistakes.add(token.where(), String.valueOf(unfit.getMessage()));
                return Optional.empty();
            }
        });
    }
}
