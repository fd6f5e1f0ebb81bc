package dev.penstock.flowjson.internal.rules;

/** One rule or family of rules. Rules keep nothing between documents. */
public interface Rule {

    void check(Document document, Findings findings);
}
