package dev.penstock.flowjson.check;

import dev.penstock.ResponseViolation;
import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowJsonVersion;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.expression.Expression.Source;
import dev.penstock.flowjson.expression.PropertyText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The size of pictures in options and list items that arrive as data: 100 KB from Flow JSON 6.0 on, 300 KB before. Larger
 * ones are not shown.
 *
 * @param maxChars how long the Base64 text may be
 */
record ImageLimit(int maxChars) {

    private static final FlowJsonVersion SMALLER_SINCE = FlowJsonVersion.of(6, 0);

    /** The limits by the name of the data that a screen binds to options or list items. */
    static Map<String, ImageLimit> of(FlowScreen screen, FlowJson flow) {
        boolean isSmaller = flow.version().orElse(FlowJsonVersion.RECOMMENDED).isAtLeast(SMALLER_SINCE);
        var limit = new ImageLimit((isSmaller ? 100 : 300) * 1024 * 4 / 3 + 4);
        Map<String, ImageLimit> limits = new HashMap<>();
        for (FlowComponent component : screen.components()) {
            for (String property : List.of("data-source", "list-items")) {
                component.node().text(property).map(PropertyText::of).ifPresent(text -> {
                    if (text instanceof PropertyText.Binding binding
                            && binding.reference().source() == Source.DATA
                            && binding.reference().screen().isEmpty()) {
                        limits.put(binding.reference().name(), limit);
                    }
                });
            }
        }
        return limits;
    }

    List<ResponseViolation> check(Object value, String path, List<ResponseViolation> violations) {
        if (!(value instanceof List<?> items)) {
            return violations;
        }
        List<ResponseViolation> found = violations;
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Map<?, ?> item) {
                String itemPath = path + "[" + i + "]";
                if (isTooLarge(item.get("image"))) {
                    found = ScreenModel.add(found, itemPath + ".image", message());
                }
                if (item.get("start") instanceof Map<?, ?> start && isTooLarge(start.get("image"))) {
                    found = ScreenModel.add(found, itemPath + ".start.image", message());
                }
            }
        }
        return found;
    }

    private boolean isTooLarge(@Nullable Object image) {
        return image instanceof String text && text.length() > maxChars;
    }

    private String message() {
        return "The picture is larger than %d KB. Make it smaller.".formatted(maxChars / 4 * 3 / 1024);
    }
}
