/**
 * The data model and the routing of a Flow: what a screen may be given ({@link
 * dev.penstock.flowjson.model.DataModel}), and which screen may follow which ({@link
 * dev.penstock.flowjson.model.RoutingModel}).
 */
@NullMarked
package dev.penstock.flowjson.model;

import org.jspecify.annotations.NullMarked;
