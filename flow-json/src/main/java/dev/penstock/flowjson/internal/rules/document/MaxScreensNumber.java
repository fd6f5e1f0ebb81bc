package dev.penstock.flowjson.internal.rules.document;

import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;

/** MAX_SCREENS_NUMBER. */
final class MaxScreensNumber implements Rule {

    private static final int MAX_SCREENS = 100;

    @Override
    public void check(Document document, Findings findings) {
        var screens = document.flow().root().array("screens");
        if (screens.isPresent() && screens.get().items().size() > MAX_SCREENS) {
            findings.error(
                    "MAX_SCREENS_NUMBER",
                    screens.get().items().get(MAX_SCREENS),
                    "A Flow may have %d screens; this one has %d. Split it."
                            .formatted(MAX_SCREENS, screens.get().items().size()));
        }
    }
}
