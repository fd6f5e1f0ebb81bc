/**
 * The rules of the linter: one class for each error code or family of codes, in folders by what it looks at. Here is
 * what every rule is given (the {@code Document}) and where it tells what it finds ({@code Findings}).
 */
@NullMarked
package dev.penstock.flowjson.internal.rules;

import org.jspecify.annotations.NullMarked;
