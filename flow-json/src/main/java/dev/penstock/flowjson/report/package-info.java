/**
 * What the linter found, written for people ({@link dev.penstock.flowjson.report.HumanReport}), for programs in Meta's
 * shape, and for code review tools.
 */
@NullMarked
package dev.penstock.flowjson.report;

import org.jspecify.annotations.NullMarked;
