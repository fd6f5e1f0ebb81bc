package dev.penstock.simulator.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.simulator.internal.PlainValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An image that cannot be shown says why. */
class ImageProblemsTest {

    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    @Test
    void saysWhyAnAddressIsNoImage() {
        OnePhone phone = OnePhone.plays("image-bad-src.json");

        Map<?, ?> first = phone.components().getFirst();
        assertThat(first.get("src")).isEqualTo("");
        assertThat(first.get("problem"))
                .isEqualTo("The image is a web address. Phones take the image itself, as Base64 text.");
        assertThat(first.get("line")).isEqualTo(15);
    }

    @Test
    void showsADataAddressAndSaysThatItIsNone() {
        OnePhone phone = OnePhone.plays("image-bad-src.json");

        Map<?, ?> second = phone.components().get(1);
        assertThat((String) second.get("src")).startsWith("/image/");
        assertThat((String) second.get("problem")).contains("data:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                 | The image is empty.",
                "http://a.example/b | The image is a web address. Phones take the image itself, as Base64 text.",
                "not base64!        | The image is no Base64 text.",
                "aGVsbG8gd29ybGQ=   | The image is neither JPEG nor PNG.",
                "data:text/html,x   | The image is no Base64 text."
            })
    void saysWhatIsWrong(String src, String problem) {
        var look = new ImageShelf().look(src);

        assertThat(look.path()).isEmpty();
        assertThat(look.problem()).isEqualTo(problem);
    }

    @Test
    void hasNothingToSayOfAnImage() {
        var look = new ImageShelf().look(PIXEL);

        assertThat(look.path()).startsWith("/image/");
        assertThat(look.problem()).isEmpty();
    }

    @Test
    void saysItOfOptionsAndOfCarousels() {
        OnePhone phone = OnePhone.plays(OnePhone.flow("", """
                {"type": "RadioButtonsGroup", "name": "r", "label": "r",
                  "data-source": [{"id": "a", "title": "A", "image": "https://example.com/a.png"}]},
                {"type": "ImageCarousel", "images": [{"src": "%s", "alt-text": "x"}, {"src": "?", "alt-text": "y"}]}
                """.formatted(PIXEL), ""));

        assertThat((String) phone.named("r").get("problem")).startsWith("Option a: The image is a web address.");
        assertThat(phone.ofType("ImageCarousel").get("problem")).isEqualTo("Image 2: The image is no Base64 text.");
        List<?> images = PlainValue.list(phone.ofType("ImageCarousel").get("images"));
        assertThat(PlainValue.map(images.get(1)).get("problem")).isEqualTo("The image is no Base64 text.");
    }
}
