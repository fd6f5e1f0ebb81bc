package dev.penstock.internal.binding;

import java.math.BigDecimal;
import java.util.Locale;

/** Reads texts, booleans, and values as they are. */
enum SimpleReaders implements Reader {
    /** Texts; numbers and booleans are texts too, since phones have been seen to turn one into the other. */
    TEXT {
        @Override
        public Object read(Object value, String path) {
            return switch (value) {
                case String text -> text;
                case Double number -> BigDecimal.valueOf(number).toPlainString();
                case BigDecimal number -> number.toPlainString();
                case Number number -> number.toString();
                case Boolean flag -> flag.toString();
                default -> throw new Misfit(path, "it is not a text");
            };
        }

        @Override
        public boolean takesEmptyText() {
            return true;
        }
    },
    /** Booleans, and the texts {@code true} and {@code false}. */
    BOOLEAN {
        @Override
        public Object read(Object value, String path) {
            if (value instanceof Boolean flag) {
                return flag;
            }
            return switch (value instanceof String text ? text.strip().toLowerCase(Locale.ROOT) : "") {
                case "true" -> true;
                case "false" -> false;
                default -> throw new Misfit(path, "it is neither true nor false");
            };
        }
    },
    /** Anything. */
    AS_IT_IS {
        @Override
        public Object read(Object value, String path) {
            return value;
        }

        @Override
        public boolean takesEmptyText() {
            return true;
        }
    }
}
