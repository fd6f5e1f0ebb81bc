/** A Flow to look at: {@code FlowSummary} writes its screens, transitions and data models as text or as fields. */
@NullMarked
package dev.penstock.flowjson.show;

import org.jspecify.annotations.NullMarked;
