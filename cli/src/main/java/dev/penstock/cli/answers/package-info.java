/** Commands for what people sent by completing Flows. */
@NullMarked
package dev.penstock.cli.answers;

import org.jspecify.annotations.NullMarked;
