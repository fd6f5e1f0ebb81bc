package dev.penstock.flowjson.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.flowjson.expression.Expression.Binary;
import dev.penstock.flowjson.expression.Expression.Concatenation;
import dev.penstock.flowjson.expression.Expression.Reference;
import dev.penstock.flowjson.expression.Expression.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionParserTest {

    @Test
    void readsEveryKindOfBinding() {
        assertThat(ExpressionParser.parseBinding("${data.user.name}"))
                .satisfies(reference -> assertThat(reference.path()).containsExactly("user", "name"))
                .extracting(Reference::source)
                .isEqualTo(Source.DATA);
        assertThat(ExpressionParser.parseBinding("${screen.START.form.regex input}"))
                .satisfies(reference -> assertThat(reference.screen()).contains("START"))
                .extracting(Reference::path)
                .isEqualTo(List.of("regex input"));
        assertThat(ExpressionParser.parseBinding("${form.a}").text()).isEqualTo("${form.a}");
    }

    @Test
    void bindsLogicWeakerThanComparisonAndArithmetic() {
        var or = (Binary) ExpressionParser.parseCondition("${data.a} || ${data.b} == 1 && !${data.c}");

        assertThat(or.operator()).isEqualTo(Operator.OR);
        var and = (Binary) or.right();
        assertThat(and.operator()).isEqualTo(Operator.AND);
        assertThat(((Binary) and.left()).operator()).isEqualTo(Operator.EQUAL);
    }

    @Test
    void joinsTermsSideBySide() {
        var text = (Concatenation) ExpressionParser.parseBacktick("`'Sum ' (${data.a} + 1) ' of ' ${data.b}`");

        assertThat(text.terms()).hasSize(4);
        assertThat(text.references()).extracting(Reference::name).containsExactly("a", "b");
    }

    @Test
    void knowsPositions() {
        Expression condition = ExpressionParser.parseCondition("(${data.a} == 'x')");

        assertThat(condition.start()).isEqualTo(1);
        assertThat(condition.end()).isEqualTo(17);
        assertThatThrownBy(() -> ExpressionParser.parseCondition("${data.a} == abc"))
                .isInstanceOfSatisfying(ExpressionSyntaxException.class, refused -> {
                    assertThat(refused.start()).isEqualTo(13);
                    assertThat(refused.end()).isEqualTo(16);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "(",
                ")",
                "${data.a} ==",
                "== 1",
                "${data.a} = 1",
                "${data.a} & 1",
                "'open",
                "${",
                "${data",
                "${data.}",
                "${foo.a}",
                "${screen.A}",
                "${screen.A.data}",
                "a b",
                "1 2",
                "(1",
                "1)",
                "!",
                "${data.a} 'x'",
                "@",
                "${data..a}",
                "1..2"
            })
    void refusesWhatIsNoCondition(String text) {
        assertThatThrownBy(() -> ExpressionParser.parseCondition(text)).isInstanceOf(ExpressionSyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"${}", "${ }", "${.}", "${..}", "${...}"})
    void refusesBindingWithoutAnyName(String binding) {
        assertThatThrownBy(() -> ExpressionParser.parseBinding(binding))
                .isInstanceOf(ExpressionSyntaxException.class)
                .hasMessage("A binding needs a name after each dot.");
        assertThatThrownBy(() -> ExpressionParser.parseBacktick("`" + binding + " + 1`"))
                .isInstanceOf(ExpressionSyntaxException.class);
    }

    @Test
    void boundsDepthAndLength() {
        for (String hostile : List.of(
                "(".repeat(10_000), "!".repeat(10_000), "1+".repeat(9_000) + "1", "'" + "a".repeat(20_000) + "'")) {
            assertThatThrownBy(() -> ExpressionParser.parseCondition(hostile))
                    .isInstanceOf(ExpressionSyntaxException.class);
        }
        assertThat(ExpressionParser.parseCondition("(".repeat(50) + "true" + ")".repeat(50)))
                .isInstanceOf(Expression.BooleanLiteral.class);
    }

    @Test
    void tellsPlainTextFromBindingsAndMixes() {
        assertThat(PropertyText.of("Hello")).isInstanceOf(PropertyText.Plain.class);
        assertThat(PropertyText.of("${data.a}")).isInstanceOf(PropertyText.Binding.class);
        assertThat(PropertyText.of("`'a' ${data.a}`")).isInstanceOf(PropertyText.Backtick.class);
        assertThat(PropertyText.of("Hello ${data.a}")).isInstanceOf(PropertyText.Mixed.class);
        assertThat(PropertyText.of("${data.a} ${data.b}")).isInstanceOf(PropertyText.Mixed.class);
        assertThat(PropertyText.of("`oops")).isInstanceOf(PropertyText.Plain.class);
        assertThat(PropertyText.of("`+`")).isInstanceOf(PropertyText.Malformed.class);
    }
}
