package dev.penstock.graph.templates;

/**
 * What Meta says of a template that was just made.
 *
 * @param id its id
 * @param status {@code APPROVED}, {@code PENDING} or {@code REJECTED}
 * @param category what Meta takes it for, which may be another category than was asked for
 */
public record CreatedTemplate(String id, String status, TemplateCategory category) {}
