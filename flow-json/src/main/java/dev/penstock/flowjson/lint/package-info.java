/**
 * The linter tells before the upload what Meta will refuse. Begin with {@link dev.penstock.flowjson.lint.Linter}; its
 * rules are in {@code internal.rules}, named after the codes they raise.
 */
@NullMarked
package dev.penstock.flowjson.lint;

import org.jspecify.annotations.NullMarked;
