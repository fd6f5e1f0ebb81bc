package dev.penstock.flowjson.check;

import dev.penstock.flowjson.FlowAction;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.internal.typing.PayloadTypes;
import dev.penstock.flowjson.model.DataType;
import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.flowjson.tree.ObjectNode.Member;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whether what a screen sends fits the record that its handler takes. */
final class RecordFit {

    private RecordFit() {}

    static void check(
            Class<?> type,
            List<FlowAction> exchanges,
            FlowJson document,
            FlowScreen screen,
            List<PairingProblem> problems) {
        if (!type.isRecord()) {
            return;
        }
        var types = new PayloadTypes(document, screen);
        for (RecordComponent component : type.getRecordComponents()) {
            boolean isSent = false;
            for (FlowAction action : exchanges) {
                Optional<Member> member = action.payload().flatMap(payload -> find(payload, component.getName()));
                if (member.isPresent()) {
                    isSent = true;
                    DataType given = types.of(member.get().value());
                    if (!takes(component.getType(), given)) {
                        problems.add(new PairingProblem(
                                screen.id(),
                                member.get().keyRange().lineStart(),
                                "%s is sent as %s, but %s takes it as %s. Change one of the two."
                                        .formatted(
                                                member.get().key(),
                                                given.describe(),
                                                type.getSimpleName(),
                                                component.getType().getSimpleName())));
                    }
                }
            }
            if (!isSent && component.getType() != Optional.class && !exchanges.isEmpty()) {
                problems.add(new PairingProblem(
                        screen.id(),
                        exchanges.getFirst().node().range().lineStart(),
                        "No data_exchange sends %s, which %s takes. Add it to the payload, or make it Optional."
                                .formatted(snakeCase(component.getName()), type.getSimpleName())));
            }
        }
    }

    private static Optional<Member> find(ObjectNode payload, String name) {
        return payload.member(snakeCase(name)).or(() -> payload.member(name));
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    /** Text is read as dates, enum constants and much else, so only plain contradictions are told. */
    private static boolean takes(Class<?> type, DataType given) {
        if (type == Object.class || type == Optional.class) {
            return true;
        }
        boolean isCollection = Collection.class.isAssignableFrom(type) || type.isArray();
        return switch (given) {
            case DataType.Anything anything -> true;
            case DataType.Text text -> !isCollection && !isFlag(type) && !type.isRecord() && type != Map.class;
            case DataType.Numeric number -> !isCollection && !isFlag(type) && !type.isRecord() && type != Map.class;
            case DataType.Flag flag -> isFlag(type) || type == String.class;
            case DataType.ListOf list -> isCollection;
            case DataType.Structure structure -> type.isRecord() || type == Map.class;
        };
    }

    private static boolean isFlag(Class<?> type) {
        return type == boolean.class || type == Boolean.class;
    }
}
