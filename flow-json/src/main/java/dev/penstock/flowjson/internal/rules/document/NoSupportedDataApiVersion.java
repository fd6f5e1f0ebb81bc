package dev.penstock.flowjson.internal.rules.document;

import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.tree.StringNode;
import java.util.Optional;

/** NO_SUPPORTED_DATA_API_VERSION: the data exchange has versions 3.0 and, from Flow JSON 7.3 on, 4.0. */
final class NoSupportedDataApiVersion implements Rule {

    @Override
    public void check(Document document, Findings findings) {
        Optional<StringNode> version = document.flow().root().string("data_api_version");
        if (version.isEmpty() || version.get().value().equals("3.0")) {
            return;
        }
        boolean isFour = version.get().value().equals("4.0");
        if (!isFour || !document.isAtLeast(7, 3)) {
            findings.error(
                    "NO_SUPPORTED_DATA_API_VERSION",
                    version.get(),
                    isFour
                            ? "Data API 4.0 needs Flow JSON 7.3. Raise the version, or use \"3.0\" here."
                            : "The Data API has the versions \"3.0\" and \"4.0\". Use one of them.");
        }
    }
}
