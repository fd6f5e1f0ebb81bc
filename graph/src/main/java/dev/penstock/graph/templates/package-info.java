/**
 * Message templates with a Flow button: made, looked at, and compared with what is to be sent. Begin with
 * {@link dev.penstock.graph.templates.Templates}.
 */
@NullMarked
package dev.penstock.graph.templates;

import org.jspecify.annotations.NullMarked;
