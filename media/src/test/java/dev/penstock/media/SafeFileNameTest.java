package dev.penstock.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeFileNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Referral.pdf>Referral.pdf",
                "Überweisung Müller 3.PDF>Überweisung Müller 3.PDF",
                "صورة.pdf>صورة.pdf",
                "../../etc/passwd>passwd.pdf",
                "..\\..\\Windows\\win.ini>win.ini.pdf",
                "C:\\x.pdf>x.pdf",
                "C:x.pdf>C_x.pdf",
                "/>file.pdf",
                "..>file.pdf",
                "...pdf>pdf.pdf",
                ".bashrc>bashrc.pdf",
                "-rf.pdf>rf.pdf",
                "~root.pdf>root.pdf",
                " a  b .pdf>a b.pdf",
                "photo.jpg>photo.jpg.pdf",
                "invoice.pdf.exe>invoice.pdf.exe.pdf",
                "a\u202Efdp.exe>afdp.exe.pdf",
                "a\u200B\uFEFF\u2066b.pdf>ab.pdf",
                "a\u2028b\u00A0c.pdf>ab c.pdf",
                "a\uD800b.pdf>ab.pdf",
                "a\"b<c|d?e*f;g&h$i`j'k.pdf>a_b_c_d_e_f_g_h_i_j_k.pdf",
                "%2e%2e%2fx.pdf>_2e_2e_2fx.pdf",
                "CON>_CON.pdf",
                "con.pdf>_con.pdf",
                "Aux.tar.pdf>_Aux.tar.pdf",
                "com1.pdf>_com1.pdf",
                "lpt³.pdf>_lpt³.pdf",
                "console.pdf>console.pdf",
                "a:stream.pdf>a_stream.pdf",
                "name. . .>name.pdf"
            })
    void makesUsableNames(String sent, String expected) {
        assertThat(SafeFileName.of(sent, FileType.PDF)).isEqualTo(expected);
    }

    @Test
    void dropsControlCharacters() {
        assertThat(SafeFileName.of("a\u0000b\n\r\t\u001B[31m.pdf", FileType.PDF))
                .isEqualTo("ab[31m.pdf");
    }

    @Test
    void namesWhatHasNoName() {
        assertThat(SafeFileName.of("", FileType.JPEG)).isEqualTo("file.jpg");
        assertThat(SafeFileName.of("\u202E\u0000", FileType.TEXT)).isEqualTo("file.txt");
    }

    @Test
    void composesLettersSoThatOneNameHasOneSpelling() {
        assertThat(SafeFileName.of("u\u0308ber.pdf", FileType.PDF)).isEqualTo("über.pdf");
    }

    @Test
    void shortensButKeepsTheEnding() {
        assertThat(SafeFileName.of("x".repeat(1_000_000) + ".pdf", FileType.PDF))
                .hasSize(99 - 4 + 4)
                .endsWith("xx.pdf");
        assertThat(SafeFileName.of("🫀".repeat(500) + ".pdf", FileType.PDF))
                .endsWith("🫀.pdf")
                .satisfies(name ->
                        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(200));
    }

    @Property
    void everyNameIsUsable(@ForAll String sent, @ForAll FileType type) {
        var name = SafeFileName.of(sent, type);

        assertThat(name.codePointCount(0, name.length())).isBetween(2, 100);
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(200);
        assertThat(name)
                .doesNotContain("/", "\\", "\u0000", "\n", "\u202E", ":")
                .doesNotStartWith(".")
                .doesNotStartWith("-");
        assertThat(type.endings())
                .anyMatch(ending -> name.toLowerCase(Locale.ROOT).endsWith("." + ending));
        assertThat(SafeFileName.of(name, type)).isEqualTo(name);
    }
}
