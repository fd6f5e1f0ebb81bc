package dev.penstock.graph.templates;

/**
 * A template to create.
 *
 * @param name its name: lower-case letters, digits and underscores, at most 512
 * @param language the code of its language, such as {@code en_GB}
 * @param category what it is for
 * @param content what it says
 */
public record NewTemplate(String name, String language, TemplateCategory category, TemplateContent content) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the name has other characters, the language is no code, the category is
     *     unknown, a placeholder has no example, or a file has none
     */
    public NewTemplate {
        if (!name.matches("[a-z0-9_]{1,512}")) {
            throw new IllegalArgumentException(
                    "The name of a template has lower-case letters, digits and underscores only, at most 512.");
        }
        if (!language.matches("[a-z]{2,3}(_[A-Za-z0-9]{2,4})?")) {
            throw new IllegalArgumentException("The language is a code such as en or en_GB.");
        }
        if (category == TemplateCategory.UNKNOWN) {
            throw new IllegalArgumentException("The category is MARKETING, UTILITY or AUTHENTICATION.");
        }
        NewTemplateRules.check(content);
    }
}
