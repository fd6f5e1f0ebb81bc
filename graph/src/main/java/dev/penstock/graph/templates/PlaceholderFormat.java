package dev.penstock.graph.templates;

/** How the placeholders of a template are told apart ({@code parameter_format}). A template has one way only. */
public enum PlaceholderFormat {
    /** By place: <code>{{1}}</code>, <code>{{2}}</code>. */
    POSITIONAL,
    /** By name: <code>{{first_name}}</code>. */
    NAMED
}
