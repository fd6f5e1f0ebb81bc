package dev.penstock.flowjson.internal.typing;

import dev.penstock.flowjson.model.DataType;

/** Whether a value of one type may stand where another type is declared. */
public final class Compatibility {

    private Compatibility() {}

    public static boolean fits(DataType wanted, DataType given) {
        if (wanted instanceof DataType.Anything || given instanceof DataType.Anything) {
            return true;
        }
        return switch (wanted) {
            case DataType.ListOf list -> given instanceof DataType.ListOf other && fits(list.items(), other.items());
            case DataType.Structure structure ->
                given instanceof DataType.Structure other && fieldsFit(structure, other);
            default -> wanted.equals(given);
        };
    }

    /** Fields that only one side declares say nothing against the other. */
    private static boolean fieldsFit(DataType.Structure wanted, DataType.Structure given) {
        return wanted.fields().entrySet().stream().allMatch(field -> {
            DataType other = given.fields().get(field.getKey());
            return other == null || fits(field.getValue(), other);
        });
    }
}
