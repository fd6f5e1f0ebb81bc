/** What the linter found, written for people, for programs in Meta's shape, and for code review tools. */
@NullMarked
package dev.penstock.flowjson.report;

import org.jspecify.annotations.NullMarked;
