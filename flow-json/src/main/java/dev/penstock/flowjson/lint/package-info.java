/** The linter: tells before the upload what Meta will refuse. */
@NullMarked
package dev.penstock.flowjson.lint;

import org.jspecify.annotations.NullMarked;
