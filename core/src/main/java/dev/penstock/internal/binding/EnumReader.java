package dev.penstock.internal.binding;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the constant whose name is the text, ignoring case, hyphens and underscores. */
record EnumReader(String names, Map<String, Object> constants) implements Reader {

    static EnumReader of(Class<?> type) {
        var byName = new HashMap<String, Object>();
        for (var constant : constants(type)) {
            var other = byName.put(WireName.normalized(constant.name()), constant);
            if (other != null) {
                throw new UnfitShape("is of the enum %s, whose constants %s and %s differ in case, - or _ only"
                        .formatted(type.getName(), ((Enum<?>) other).name(), constant.name()));
            }
        }
        var names = Arrays.stream(constants(type)).map(Enum::name).collect(Collectors.joining(", "));
        return new EnumReader(names, Map.copyOf(byName));
    }

    private static Enum<?>[] constants(Class<?> type) {
        return (Enum<?>[]) type.getEnumConstants();
    }

    @Override
    public Object read(Object value, String path) {
        var constant = value instanceof String text ? constants.get(WireName.normalized(text)) : null;
        if (constant == null) {
            throw new Misfit(path, "it is none of " + names);
        }
        return constant;
    }
}
