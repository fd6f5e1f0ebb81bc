package dev.penstock.simulator.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A pattern of a Flow JSON may come from anybody, and is matched while the session waits. */
class TypedPatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '§',
            value = {
                "^[A-Z]{2}[0-9]{6}$                        ¦ AB123456       ¦ true",
                "^[A-Z]{2}[0-9]{6}$                        ¦ AB12345        ¦ false",
                "^(?=.*[A-Z])(?=.*\\d)(?!.*\\s).{8,}$      ¦ Passw0rdX      ¦ true",
                "^(?=.*[A-Z])(?=.*\\d)(?!.*\\s).{8,}$      ¦ password1      ¦ false",
                "^(?:\\+?44|0)7\\d{9}$                     ¦ +447700900123  ¦ true",
                "^(\\d)\\1$                                ¦ 44             ¦ true",
                "^(\\d)\\1$                                ¦ 45             ¦ false",
                "(?<year>\\d{4})-\\k<year>                 ¦ 2026-2026      ¦ true",
                "(?<=\\$)\\d+                              ¦ $12            ¦ true",
                "(?<!\\$)\\b\\d+$                          ¦ $12            ¦ false",
                "^\\p{L}+$                                 ¦ Zoë            ¦ true",
                "^\\p{Lu}\\p{IsLatin}+$                    ¦ ada            ¦ false",
                "^[\\w.+-]+@[\\w-]+\\.[\\w.]+$             ¦ a.b+c@d-e.org  ¦ true",
                "^[^<>\\]]*$                               ¦ a]b            ¦ false",
                "^[\\u0041-\\x5A]+$                        ¦ ABC            ¦ true",
                "^(?i)yes|no$                              ¦ YES            ¦ true",
                "^a{2}b{1,}c{0,1}d*?e??$                   ¦ aabbd          ¦ true",
                "^a{,3}$                                   ¦ a{,3}          ¦ true",
                "colou?r                                   ¦ colour blind   ¦ true",
                "^.$                                       ¦ 👍             ¦ true",
                "^a++b                                     ¦ aab            ¦ true",
                "^(?>a+)ab                                 ¦ aab            ¦ false",
                "\\Aab\\z                                  ¦ ab             ¦ true",
                "^[ -~]+$                                  ¦ x y            ¦ true",
                "^[a-]+$                                   ¦ a-a            ¦ true",
                "^\\/$                                     ¦ /              ¦ true",
                "^(a|ab)(c|bcd)(d*)$                       ¦ abcd           ¦ true",
                "^(?:a*)*$                                 ¦ aaa            ¦ true",
                "^(a?)*?b$                                 ¦ aab            ¦ true",
                "^[^]$                                     ¦ a              ¦ true",
                "\\cJ                                      ¦ a              ¦ false",
                "^\\D\\W\\S$                               ¦ a-b            ¦ true"
            })
    void readsWhatPeopleWrite(String pattern, String text, boolean isGood) {
        assertThat(TypedPattern.of(pattern).orElseThrow().isFoundIn(text)).contains(isGood);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "[",
                "(",
                ")",
                "a**",
                "*a",
                "a{2,1}",
                "[b-a]",
                "\\",
                "(?<n",
                "(?<=",
                "\\k<n>",
                "(?",
                "[a",
                "\\p{No Such}"
            })
    void takesNoPatternThatIsNone(String pattern) {
        assertThat(TypedPattern.of(pattern)).isEmpty();
    }

    static List<String> hostile() {
        return List.of(
                "(?:(?:){2147483647}){2147483647}",
                "(?:(?:a?){2000}){2000}b",
                "(?:|){60}(?!)",
                "(?:|)".repeat(300) + "(?!)",
                "(?:$?)".repeat(300) + "(?!)",
                "^(a+)+\\1b$",
                "(a*)*b",
                "(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*x",
                "(a|a)*c",
                "(".repeat(900) + ")".repeat(900),
                "(?=".repeat(600) + ")".repeat(600),
                "(?:".repeat(600) + "a" + ")*".repeat(600),
                "a{1000}{1000}{1000}",
                "(((a{100}){100}){100}){100}",
                "((?=a)|(?=a)|(?=a)){20000}",
                "[" + "\\p{L}".repeat(390) + "]*!",
                "(?:[" + "\\p{Lu}".repeat(300) + "a]*)*!");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void givesUpInTime(String pattern) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> TypedPattern.of(pattern).ifPresent(each -> each.isFoundIn("a".repeat(20_000))));
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> TypedPattern.of(pattern).ifPresent(each -> each.isFoundIn("a")));
    }

    @Test
    void letsTheFieldPassWhereAPatternIsGivenUp() {
        OnePhone phone = OnePhone.plays(OnePhone.flow("", """
                {"type": "TextInput", "name": "x", "label": "x", "helper-text": "x",
                  "pattern": "(?:(?:){2147483647}){2147483647}"}
                """, "\"x\": \"${form.x}\""));
        phone.change("x", "a");

        assertTimeoutPreemptively(Duration.ofSeconds(20), phone::tapFooter);

        assertThat(phone.session.response().orElseThrow()).containsEntry("x", "a");
    }

    /** Java's own engine is the oracle, over small patterns in the syntax that both share. */
    @Test
    void agreesWithJavaOnSmallPatterns() {
        var random = new SplittableRandom(7);
        int compared = 0;
        for (int i = 0; i < 20_000; i++) {
            String pattern = pattern(random, 3);
            Pattern java;
            try {
                java = Pattern.compile(pattern);
            } catch (PatternSyntaxException none) {
                continue;
            }
            var ours = TypedPattern.of(pattern);
            assertThat(ours).as(pattern).isPresent();
            String text = text(random);
            assertThat(ours.get().isFoundIn(text))
                    .as("%s in %s", pattern, text)
                    .contains(java.matcher(text).find());
            compared++;
        }
        assertThat(compared).isGreaterThan(10_000);
    }

    private static String pattern(SplittableRandom random, int depth) {
        int kind = depth == 0 ? random.nextInt(4) : random.nextInt(12);
        return switch (kind) {
            case 0 -> "a";
            case 1 -> "b";
            case 2 -> ".";
            case 3 -> random.nextBoolean() ? "[^a]" : "[bc]";
            case 4, 5 -> pattern(random, depth - 1) + pattern(random, depth - 1);
            case 6 -> "(?:" + pattern(random, depth - 1) + "|" + pattern(random, depth - 1) + ")";
            case 7 -> "(" + pattern(random, depth - 1) + ")";
            case 8 -> "(?:" + pattern(random, depth - 1) + ")" + quantifier(random);
            case 9 -> (random.nextBoolean() ? "(?=" : "(?!") + pattern(random, depth - 1) + ")";
            case 10 -> "(?:^" + pattern(random, depth - 1) + "$|c)";
            default -> "(?>" + pattern(random, depth - 1) + ")";
        };
    }

    private static String quantifier(SplittableRandom random) {
        String[] all = {"*", "+", "?", "{2}", "{1,2}", "{0,1}", "{2,}", "*?", "+?", "??", "{1,3}?", "*+", "?+"};
        return all[random.nextInt(all.length)];
    }

    private static String text(SplittableRandom random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append((char) ('a' + random.nextInt(3)));
        }
        return text.toString();
    }
}
