package dev.penstock.flowjson.lint;

/** How bad a finding is. */
public enum Severity {
    /** Meta refuses to publish the Flow, or it cannot work. */
    ERROR,
    /** The Flow can be published, but something will not be as the author meant it, or Meta may refuse it. */
    WARNING
}
