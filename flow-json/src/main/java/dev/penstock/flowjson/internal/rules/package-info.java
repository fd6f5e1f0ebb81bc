/** Not exported: the rules of the linter, one class per error code or family; {@link Rules} lists them. */
@NullMarked
package dev.penstock.flowjson.internal.rules;

import org.jspecify.annotations.NullMarked;
