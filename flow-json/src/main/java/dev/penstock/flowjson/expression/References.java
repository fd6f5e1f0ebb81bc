package dev.penstock.flowjson.expression;

import dev.penstock.flowjson.expression.Expression.Reference;
import dev.penstock.flowjson.expression.Expression.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses what stands between the braces of a binding. Names of components may hold blanks, so only dots separate. */
final class References {

    private References() {}

    static Reference parse(String text, int offset) {
        int end = offset + text.length();
        if (!text.startsWith("${") || !text.endsWith("}") || text.length() > ExpressionParser.MAX_LENGTH) {
            throw new ExpressionSyntaxException("Expected a binding such as ${data.name}.", offset, end);
        }
        String inside = text.substring(2, text.length() - 1);
        List<String> names = split(inside.strip());
        Reference reference =
                reference(names, offset, end).orElseThrow(() -> new MisspeltReference(names, offset, end).explained());
        if (!inside.equals(inside.strip())) {
            throw new ExpressionSyntaxException(
                    "A binding has no blanks inside its braces.", List.of(reference), offset, end);
        }
        return reference;
    }

    /** What names say, if there are any and they are written as they should be. */
    static Optional<Reference> reference(List<String> names, int start, int end) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        boolean isGlobal = names.size() > 3 && names.getFirst().equals("screen");
        Optional<String> screen = isGlobal ? Optional.of(names.get(1)) : Optional.empty();
        List<String> local = isGlobal ? names.subList(2, names.size()) : names;
        List<String> path = local.subList(1, local.size());
        if (path.isEmpty() || names.stream().anyMatch(String::isBlank)) {
            return Optional.empty();
        }
        return switch (local.getFirst()) {
            case "data" -> Optional.of(new Reference(screen, Source.DATA, path, start, end));
            case "form" -> Optional.of(new Reference(screen, Source.FORM, path, start, end));
            default -> Optional.empty();
        };
    }

    private static List<String> split(String text) {
        List<String> names = new ArrayList<>();
        int from = 0;
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', from)) {
            names.add(text.substring(from, dot));
            from = dot + 1;
        }
        names.add(text.substring(from));
        return names;
    }
}
