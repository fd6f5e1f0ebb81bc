package dev.penstock.gateway.config;

/**
 * A place in a configuration.
 *
 * @param source the file as it was given, or the name of an environment variable
 * @param line from 1; 0 where there are no lines
 * @param column from 1; 0 where there are none
 */
public record Where(String source, int line, int column) {

    /**
     * Names something that has no lines.
     *
     * @param source for example an environment variable
     * @return the place
     */
    public static Where of(String source) {
        return new Where(source, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line + ":" + column;
    }
}
