/** Not exported. */
@NullMarked
package dev.penstock.flowjson.internal;

import org.jspecify.annotations.NullMarked;
