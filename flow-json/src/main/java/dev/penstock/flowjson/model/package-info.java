/** The data model and the routing of a Flow: what a screen may be given, and which screen may follow which. */
@NullMarked
package dev.penstock.flowjson.model;

import org.jspecify.annotations.NullMarked;
