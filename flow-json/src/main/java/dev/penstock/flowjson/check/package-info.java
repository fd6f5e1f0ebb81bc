/** Flow JSON at run time: whether an answer fits its screen, and whether the handlers fit the document. */
@NullMarked
package dev.penstock.flowjson.check;

import org.jspecify.annotations.NullMarked;
