package dev.penstock.simulator.internal;

import dev.penstock.flowjson.check.TextLimits;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the texts of one component where Meta documents their limit, whoever wrote them. Field reports say that phones
 * cut such texts; how they show it is not known, so the page marks the component instead.
 */
public final class TextCut {

    private final String component;
    private boolean isCut;

    public TextCut(String component) {
        this.component = component;
    }

    /** What is shown of a text, whose property is named as in {@link TextLimits#of}. */
    public String text(@Nullable Object value, String... path) {
        String text = PlainValue.text(value);
        OptionalInt limit = TextLimits.of(component, path);
        if (limit.isEmpty() || text.codePointCount(0, text.length()) <= limit.getAsInt()) {
            return text;
        }
        isCut = true;
        return text.substring(0, text.offsetByCodePoints(0, limit.getAsInt()));
    }

    /** A footer's label, in which phones were seen to draw no emoji (field reports). */
    public String footerLabel(@Nullable Object value) {
        String text = PlainValue.text(value);
        String plain = withoutEmoji(text);
        isCut |= !plain.equals(text);
        return text(plain, "label");
    }

    /** Whether anything was cut so far. */
    public boolean isCut() {
        return isCut;
    }

    private static String withoutEmoji(String text) {
        if (text.codePoints().noneMatch(TextCut::isEmoji)) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        text.codePoints().filter(each -> !isEmoji(each)).forEach(plain::appendCodePoint);
        return plain.toString().strip();
    }

    /** An emoji by itself, or one of the marks that only stand between and behind emoji. */
    private static boolean isEmoji(int codePoint) {
        boolean isMark = codePoint == 0x200D || codePoint == 0x20E3 || codePoint == 0xFE0F;
        return isMark
                || Character.isEmojiPresentation(codePoint)
                || Character.isEmojiModifier(codePoint)
                || (Character.isExtendedPictographic(codePoint) && codePoint > 0xFF);
    }
}
