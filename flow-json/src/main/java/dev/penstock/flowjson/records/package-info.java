/** Java records for what screens are given and what they send. */
@NullMarked
package dev.penstock.flowjson.records;

import org.jspecify.annotations.NullMarked;
