package dev.penstock.graph.keys;

/** How a key is uploaded; Meta documents both. */
public enum KeyEncoding {
    /** {@code application/x-www-form-urlencoded}, as Meta's guide has it; the default. */
    FORM,
    /** {@code multipart/form-data}, as Meta's reference has it. */
    MULTIPART
}
