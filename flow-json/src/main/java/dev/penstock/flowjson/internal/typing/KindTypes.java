package dev.penstock.flowjson.internal.typing;

import dev.penstock.flowjson.internal.schema.Kind;
import dev.penstock.flowjson.model.DataType;
import java.util.Map;
import java.util.Set;

/** Which types of bound values each kind of property takes. */
public final class KindTypes {

    private static final DataType TEXT = new DataType.Text();
    private static final DataType FLAG = new DataType.Flag();
    private static final DataType TEXTS = new DataType.ListOf(TEXT);
    private static final DataType ITEMS = new DataType.ListOf(new DataType.Anything());
    private static final DataType OBJECT = new DataType.Structure(Map.of(), Set.of());

    private KindTypes() {}

    public static boolean takes(Kind kind, DataType type) {
        return switch (kind) {
            case TEXT, ONE_OF, IMAGE, DATE -> fits(TEXT, type);
            case TEXT_OR_TEXTS -> fits(TEXT, type) || fits(TEXTS, type);
            case TEXT_OR_RANGE, DATE_OR_RANGE, MESSAGE_OR_MESSAGES -> fits(TEXT, type) || fits(OBJECT, type);
            case FLAG -> fits(FLAG, type);
            case FLAG_OR_RANGE -> fits(FLAG, type) || fits(OBJECT, type);
            // The documentation calls limits strings, and numbers are the norm.
            case NUMBER -> fits(new DataType.Numeric(), type) || fits(TEXT, type);
            case TEXTS, SOME_OF, DATES -> fits(TEXTS, type);
            case OBJECTS -> fits(ITEMS, type);
            case OBJECT, ACTION, CASES -> fits(OBJECT, type);
            case COMPONENTS -> false;
            case BINDING, CONDITION, INIT_VALUE, ANYTHING -> true;
        };
    }

    private static boolean fits(DataType wanted, DataType given) {
        return Compatibility.fits(wanted, given);
    }
}
