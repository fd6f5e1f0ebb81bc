package dev.penstock.compatibility

import dev.penstock.Completion
import dev.penstock.DataBindingException
import dev.penstock.DataExchange
import dev.penstock.Flow
import dev.penstock.FlowResponse
import dev.penstock.NextScreen
import java.nio.file.Files
import java.nio.file.Path
import java.time.LocalDate
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.assertj.core.api.Assertions.catchThrowableOfType
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.ValueSource
import tools.jackson.module.kotlin.KotlinFeature
import tools.jackson.module.kotlin.KotlinModule

/** Data classes, their defaults and nullable fields, as docs/how-to/data.md has it, with the oldest Jackson. */
class KotlinTest {

    enum class Size { SMALL, EXTRA_LARGE }

    data class Guest(val name: String, val isChild: Boolean = false)

    data class Order(
        val pizzaName: String,
        val quantity: Int = 1,
        val note: String?,
        val size: Size = Size.SMALL,
        val day: LocalDate?,
        val toppings: List<String> = listOf("basil"),
        val guests: List<Guest> = emptyList(),
    ) {
        init {
            require(quantity < 100) { "Ada wants $quantity" }
        }
    }

    private fun bind(vararg fields: Pair<String, Any>): Order {
        lateinit var bound: Order
        flow { order -> NextScreen.of("NEXT").also { bound = order } }.handle(request(*fields))
        return bound
    }

    private fun flow(handler: (Order) -> FlowResponse): Flow =
        Flow.named("pizza")
            .jacksonModule(KotlinModule.Builder().enable(KotlinFeature.NullIsSameAsDefault).build())
            .onScreen("ORDER", Order::class.java) { order, _ -> handler(order) }
            .build()

    private fun request(vararg fields: Pair<String, Any>) = DataExchange.of("ORDER", mapOf(*fields), "a-token")

    @Test
    fun theProgramOfThePageIsCompiledAndRuns() {
        val page = Files.readString(Path.of("../docs/how-to/data.md"))
        val program = page.substringAfter("```kotlin\n").substringBefore("```")

        assertThat(Files.readString(Path.of("src/test/kotlin/dev/penstock/compatibility/Pizza.kt")))
            .endsWith("\n\n" + program)
        assertThat(pizza.handle(request("pizza-name" to "Funghi", "quantity" to "")))
            .isEqualTo(Completion.of(mapOf("quantity" to 1)))
    }

    @Test
    fun everythingThatIsSentIsRead() {
        val order =
            bind(
                "pizza_name" to "Funghi",
                "quantity" to "2",
                "note" to "hot",
                "size" to "extra-large",
                "day" to "2027-02-03",
                "toppings" to listOf("ham", "olives"),
                "guests" to listOf(mapOf("name" to "Ada", "is-child" to "true"), mapOf("name" to "Eve")),
            )

        assertThat(order)
            .isEqualTo(
                Order(
                    "Funghi",
                    2,
                    "hot",
                    Size.EXTRA_LARGE,
                    LocalDate.of(2027, 2, 3),
                    listOf("ham", "olives"),
                    listOf(Guest("Ada", true), Guest("Eve")),
                )
            )
    }

    @Test
    fun whatIsNotSentIsItsDefaultOrNull() {
        assertThat(bind("pizza-name" to "Funghi")).isEqualTo(Order("Funghi", note = null, day = null))
    }

    @Test
    fun whatWasLeftEmptyIsAsIfItWereNotSent() {
        val order = bind("pizzaName" to "Funghi", "quantity" to "", "size" to "", "day" to "")

        assertThat(order).isEqualTo(Order("Funghi", note = null, day = null))
    }

    @Test
    fun aListThatWasLeftEmptyIsEmpty() {
        assertThat(bind("pizzaName" to "Funghi", "toppings" to "").toppings).isEmpty()
    }

    @ParameterizedTest
    @ValueSource(strings = ["two", "2.5", "2147483648"])
    fun whatIsNoNumberIsNamedAndNotShown(quantity: String) {
        val refused =
            catchThrowableOfType(DataBindingException::class.java) {
                bind("pizza_name" to "Funghi", "quantity" to quantity)
            }

        assertThat(refused.component()).isEqualTo("quantity")
        assertThat(refused).hasMessageNotContaining(quantity)
    }

    @Test
    fun whatMustBeThereIsNamed() {
        val refused = catchThrowableOfType(DataBindingException::class.java) { bind("quantity" to 2) }
        val inner =
            catchThrowableOfType(DataBindingException::class.java) {
                bind("pizza_name" to "Funghi", "guests" to listOf(mapOf("name" to "Ada"), mapOf("is_child" to true)))
            }

        assertThat(refused.component()).isEqualTo("pizzaName")
        assertThat(refused).hasMessageContaining("it is missing")
        assertThat(inner.component()).isEqualTo("guests[1].name")
    }

    @Test
    fun whatTheClassItselfRefusesIsTheCause() {
        assertThatThrownBy { bind("pizza_name" to "Funghi", "quantity" to 100) }
            .isInstanceOf(DataBindingException::class.java)
            .hasMessageNotContaining("Ada")
            .hasCauseInstanceOf(IllegalArgumentException::class.java)
    }

    @Test
    fun aDataClassIsTheDataOfAnAnswer() {
        val answer = flow { order -> NextScreen.of("SUMMARY").with(order) }.handle(request("pizza_name" to "Funghi"))

        assertThat((answer as NextScreen).data().asMap())
            .containsEntry("pizza_name", "Funghi")
            .containsEntry("quantity", 1)
            .containsEntry("size", "SMALL")
            .doesNotContainKey("note")
    }

    @Test
    fun withoutTheModuleTheFlowIsNotBuilt() {
        val flow = Flow.named("pizza").onScreen("ORDER", Order::class.java) { _, _ -> NextScreen.of("NEXT") }

        assertThatThrownBy { flow.build() }
            .isInstanceOf(IllegalArgumentException::class.java)
            .hasMessageContaining("jacksonModule")
    }
}
