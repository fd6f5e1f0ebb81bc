/** The word that was probably meant; for the modules of Penstock. */
@NullMarked
package dev.penstock.flowjson.nearest;

import org.jspecify.annotations.NullMarked;
