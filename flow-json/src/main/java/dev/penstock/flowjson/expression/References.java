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
        List<String> names = split(text.substring(2, text.length() - 1).strip());
        Optional<String> screen = Optional.empty();
        if (names.size() > 1 && names.getFirst().equals("screen")) {
            screen = Optional.of(names.get(1));
            names = names.subList(2, names.size());
        }
        Source source = switch (names.isEmpty() ? "" : names.getFirst()) {
            case "data" -> Source.DATA;
            case "form" -> Source.FORM;
            default ->
                throw new ExpressionSyntaxException("A binding starts with data., form. or screen.ID.", offset, end);
        };
        List<String> path = names.subList(1, names.size());
        if (path.isEmpty() || path.stream().anyMatch(String::isBlank)) {
            throw new ExpressionSyntaxException("A binding needs a name after each dot.", offset, end);
        }
        return new Reference(screen, source, path, offset, end);
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
