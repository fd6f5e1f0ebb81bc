package dev.penstock.simulator.phone;

import dev.penstock.flowjson.text.TextRange;
import java.util.Optional;

/**
 * Something wrong with an answer of the endpoint.
 *
 * @param code what it is, as a program reads it
 * @param text what it is, in a sentence, without any value
 * @param where the lines of the Flow JSON that say so, where there are some
 */
public record AnswerFault(String code, String text, Optional<TextRange> where) {}
