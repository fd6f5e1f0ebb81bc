package dev.penstock.gateway.config;

/**
 * Something that is wrong in a configuration.
 *
 * @param where the place
 * @param sentence what is wrong and what to do; it holds no secret
 */
public record Mistake(Where where, String sentence) {

    @Override
    public String toString() {
        return where + ": " + sentence;
    }
}
