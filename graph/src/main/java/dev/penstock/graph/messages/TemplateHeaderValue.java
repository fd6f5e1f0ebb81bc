package dev.penstock.graph.messages;

/** What a template needs for its header: values for a line with placeholders, or the file that it shows. */
public sealed interface TemplateHeaderValue {

    /** {@return nothing, for a template without header, or whose header has neither placeholder nor file} */
    static TemplateHeaderValue none() {
        return new Values(TemplateValues.none());
    }

    /**
     * Values for a line of text.
     *
     * @param values the values
     * @return the header value
     */
    static TemplateHeaderValue text(TemplateValues values) {
        return new Values(values);
    }

    /**
     * A file.
     *
     * @param file the picture, video or document
     * @return the header value
     */
    static TemplateHeaderValue file(MessageHeader.Media file) {
        return new File(file);
    }

    /**
     * Values for a line of text.
     *
     * @param values the values
     */
    record Values(TemplateValues values) implements TemplateHeaderValue {}

    /**
     * A file.
     *
     * @param media the picture, video or document
     */
    record File(MessageHeader.Media media) implements TemplateHeaderValue {}
}
