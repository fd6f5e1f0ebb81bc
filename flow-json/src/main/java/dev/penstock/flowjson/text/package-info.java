/** Where in the text of a document something stands. */
@NullMarked
package dev.penstock.flowjson.text;

import org.jspecify.annotations.NullMarked;
