package dev.penstock.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers on the command line, which say what range they take. */
public final class Numbers {

    private Numbers() {}

    /** A port to listen on; 0 for any that is free. */
    public static final class Port extends Whole {
        public Port() {
            super(0, 65_535);
        }
    }

    /** A number from 1 up, such as one of seconds, that fits what is computed with it. */
    public static final class FromOne extends Whole {
        public FromOne() {
            super(1, 1_000_000);
        }
    }

    /** A number from 0 up. */
    public static final class FromZero extends Whole {
        public FromZero() {
            super(0, 1_000_000);
        }
    }

    /** The seconds that a load may be measured. */
    public static final class LoadSeconds extends Whole {
        public LoadSeconds() {
            super(1, 1_800);
        }
    }

    /** The seconds that the speed of a machine may be measured. */
    public static final class SpeedSeconds extends Whole {
        public SpeedSeconds() {
            super(1, 600);
        }
    }

    /** Any whole number; where no range is given, that is all there is to say. */
    static final class Any extends Whole {
        Any() {
            super(Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
    }

    private abstract static class Whole implements ITypeConverter<Integer> {

        private final int least;
        private final int most;

        Whole(int least, int most) {
            this.least = least;
            this.most = most;
        }

        @Override
        public Integer convert(String text) {
            if (!text.matches("[+-]?[0-9]{1,18}")) {
                throw new TypeConversionException("%s is no whole number%s".formatted(shown(text), range()));
            }
            long number = Long.parseLong(text);
            if (number < least || number > most) {
                throw new TypeConversionException("it takes a whole number%s, not %s".formatted(range(), shown(text)));
            }
            return (int) number;
        }

        private String range() {
            return least == Integer.MIN_VALUE
                    ? ""
                    : most == 1_000_000 ? " from %d up".formatted(least) : " from %d to %d".formatted(least, most);
        }
    }

    /** How many in a second. */
    static final class Rate implements ITypeConverter<Double> {

        private static final double MOST = 1_000_000;

        @Override
        public Double convert(String text) {
            try {
                double rate = Double.parseDouble(text);
                if (rate > 0 && rate <= MOST) {
                    return rate;
                }
            } catch (NumberFormatException notANumber) {
                throw new TypeConversionException("%s is no number".formatted(shown(text)));
            }
            throw new TypeConversionException("it takes a number above 0, not %s".formatted(shown(text)));
        }
    }

    private static String shown(String text) {
        return text.length() <= 20 ? "\"" + text + "\"" : "what was given";
    }
}
