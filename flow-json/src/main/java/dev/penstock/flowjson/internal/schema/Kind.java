package dev.penstock.flowjson.internal.schema;

/** What the value of a property is. */
public enum Kind {
    TEXT("a string"),
    TEXT_OR_TEXTS("a string or an array of strings"),
    TEXT_OR_RANGE("a string, or an object with start-date and end-date"),
    FLAG("true or false"),
    FLAG_OR_RANGE("true or false, or an object with start-date and end-date"),
    NUMBER("a number"),
    ONE_OF("a string"),
    SOME_OF("an array of strings"),
    TEXTS("an array of strings"),
    IMAGE("a string"),
    DATE("a string"),
    DATES("an array of strings"),
    DATE_OR_RANGE("a string, or an object with start-date and end-date"),
    OBJECT("an object"),
    OBJECTS("an array of objects"),
    COMPONENTS("an array of components"),
    CASES("an object with an array of components per case"),
    CONDITION("a string"),
    BINDING("a string"),
    ACTION("an object"),
    INIT_VALUE("a value that fits the component"),
    MESSAGE_OR_MESSAGES("a string or an object"),
    ANYTHING("any value");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
