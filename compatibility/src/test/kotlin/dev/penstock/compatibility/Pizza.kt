package dev.penstock.compatibility

import dev.penstock.Flow
import dev.penstock.NextScreen
import tools.jackson.module.kotlin.KotlinFeature
import tools.jackson.module.kotlin.KotlinModule

data class Order(val pizzaName: String, val quantity: Int = 1, val note: String?)

val pizza: Flow = Flow.named("pizza")
    .jacksonModule(KotlinModule.Builder().enable(KotlinFeature.NullIsSameAsDefault).build())
    .onInit { NextScreen.of("ORDER") }
    .onScreen("ORDER", Order::class.java) { order, request -> request.complete(mapOf("quantity" to order.quantity)) }
    .build()
