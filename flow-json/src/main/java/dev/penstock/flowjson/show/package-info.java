/** A Flow for the eye: screens, transitions and models as text, and the routing as a picture. */
@NullMarked
package dev.penstock.flowjson.show;

import org.jspecify.annotations.NullMarked;
