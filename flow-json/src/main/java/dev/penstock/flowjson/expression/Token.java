package dev.penstock.flowjson.expression;

/** One word of an expression. */
record Token(Kind kind, String text, int start, int end) {

    enum Kind {
        TEXT,
        NUMBER,
        WORD,
        BINDING,
        SYMBOL,
        END
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean startsTerm() {
        return switch (kind) {
            case TEXT, NUMBER, WORD, BINDING -> true;
            case SYMBOL -> text.equals("(");
            case END -> false;
        };
    }
}
