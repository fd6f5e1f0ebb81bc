/** A Flow JSON as it was read: screens, components and actions. Begin with {@link dev.penstock.flowjson.FlowJson}. */
@NullMarked
package dev.penstock.flowjson;

import org.jspecify.annotations.NullMarked;
