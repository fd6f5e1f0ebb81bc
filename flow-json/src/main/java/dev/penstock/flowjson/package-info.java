/** Flow JSON: reading, linting, and the screen models that answers are checked against. */
@NullMarked
package dev.penstock.flowjson;

import org.jspecify.annotations.NullMarked;
