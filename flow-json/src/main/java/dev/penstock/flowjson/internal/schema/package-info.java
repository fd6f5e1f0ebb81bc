/** Not exported: what Meta documents of every object in Flow JSON, as tables. */
@NullMarked
package dev.penstock.flowjson.internal.schema;

import org.jspecify.annotations.NullMarked;
