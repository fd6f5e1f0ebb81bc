/** Message templates with a Flow button: made, looked at, and compared with what is to be sent. */
@NullMarked
package dev.penstock.graph.templates;

import org.jspecify.annotations.NullMarked;
