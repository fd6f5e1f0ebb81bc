package dev.penstock.flowjson.internal.rules.property;

import dev.penstock.flowjson.expression.PropertyText;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Document.Described;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.tree.StringNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** INVALID_PROPERTY_VALUE_FORMAT: addresses that are none. */
final class InvalidPropertyValueFormat implements Rule {

    private static final List<String> ADDRESSES = List.of("data_channel_uri", "url");

    @Override
    public void check(Document document, Findings findings) {
        for (Described object : document.objects()) {
            for (String key : ADDRESSES) {
                object.node()
                        .string(key)
                        .filter(text -> object.schema().property(key).isPresent())
                        .filter(text -> PropertyText.of(text.value()) instanceof PropertyText.Plain)
                        .filter(text -> !isAddress(text))
                        .ifPresent(text -> findings.error(
                                "INVALID_PROPERTY_VALUE_FORMAT",
                                text,
                                "%s must be an address such as https://example.com/path.".formatted(key)));
            }
        }
    }

    private static boolean isAddress(StringNode text) {
        try {
            URI uri = new URI(text.value());
            return uri.getScheme() != null && uri.getRawAuthority() != null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
