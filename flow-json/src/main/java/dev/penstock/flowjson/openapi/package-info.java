/** OpenAPI 3.1 documents of what a backend is asked and may answer. */
@NullMarked
package dev.penstock.flowjson.openapi;

import org.jspecify.annotations.NullMarked;
