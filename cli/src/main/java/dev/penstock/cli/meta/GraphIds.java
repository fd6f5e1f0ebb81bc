package dev.penstock.cli.meta;

import dev.penstock.id.FlowId;
import dev.penstock.id.PhoneNumberId;
import dev.penstock.id.WabaId;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads Meta's ids on the command line, and says in a sentence why one is none. */
public final class GraphIds {

    private GraphIds() {}

    public static CommandLine registerWith(CommandLine command) {
        return command.registerConverter(WabaId.class, reading(WabaId::new))
                .registerConverter(PhoneNumberId.class, reading(PhoneNumberId::new))
                .registerConverter(FlowId.class, reading(FlowId::new));
    }

    private static <T> ITypeConverter<T> reading(Function<String, T> parse) {
        return text -> {
            if (!text.matches("[0-9]{1,40}")) {
                throw new TypeConversionException("Meta's ids are digits only, and what was given is not");
            }
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException notAnId) {
                throw new TypeConversionException(String.valueOf(notAnId.getMessage()));
            }
        };
    }
}
