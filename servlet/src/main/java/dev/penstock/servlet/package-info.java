/** Serves endpoints in a container for Jakarta Servlet 6.1: {@link dev.penstock.servlet.PenstockServlet}. */
@NullMarked
package dev.penstock.servlet;

import org.jspecify.annotations.NullMarked;
