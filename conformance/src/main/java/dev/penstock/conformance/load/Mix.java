package dev.penstock.conformance.load;

import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which actions are asked, by weight.
 *
 * @param ping the weight of health checks
 * @param init the weight of {@code INIT}
 * @param dataExchange the weight of the submission, which the plan then needs
 */
public record Mix(int ping, int init, int dataExchange) {

    /** Health checks only, which every endpoint answers. */
    public static final Mix PING = new Mix(1, 0, 0);

    private static final int MAX_WEIGHT = 1_000;

    /**
     * Checks the weights.
     *
     * @throws IllegalArgumentException if one is negative or more than 1,000, or all are 0
     */
    public Mix {
        if (Math.min(ping, Math.min(init, dataExchange)) < 0
                || Math.max(ping, Math.max(init, dataExchange)) > MAX_WEIGHT
                || ping + init + dataExchange == 0) {
            throw new IllegalArgumentException("The weights of a mix are from 0 to 1,000 and not all 0, for example"
                    + " ping=1,init=3,data_exchange=6.");
        }
    }

    /**
     * Reads a mix such as {@code ping=1,init=3,data_exchange=6}. What is not named has the weight 0.
     *
     * @param text the text
     * @return the mix
     * @throws IllegalArgumentException if it is not of this form
     */
    public static Mix parse(String text) {
        int ping = 0;
        int init = 0;
        int dataExchange = 0;
        for (var part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            var name = equals < 0 ? part : part.substring(0, equals);
            int weight = equals < 0 ? 1 : weight(part.substring(equals + 1), text);
            switch (name.strip()) {
                case "ping" -> ping = weight;
                case "init" -> init = weight;
                case "data_exchange" -> dataExchange = weight;
                default -> throw unreadable(text);
            }
        }
        return new Mix(ping, init, dataExchange);
    }

    private static int weight(String digits, String text) {
        try {
            return Integer.parseInt(digits.strip());
        } catch (NumberFormatException notANumber) {
            throw unreadable(text);
        }
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException(
                "The mix \"%s\" is not readable: write for example ping=1,init=3,data_exchange=6.".formatted(text));
    }

    Action draw(RandomGenerator random) {
        int drawn = random.nextInt(ping + init + dataExchange);
        return drawn < ping ? Action.PING : drawn < ping + init ? Action.INIT : Action.DATA_EXCHANGE;
    }

    /** What is asked. */
    enum Action {
        PING,
        INIT,
        DATA_EXCHANGE
    }

    @Override
    public String toString() {
        return Stream.of("ping=" + ping, "init=" + init, "data_exchange=" + dataExchange)
                .filter(part -> !part.endsWith("=0"))
                .collect(Collectors.joining(","));
    }
}
