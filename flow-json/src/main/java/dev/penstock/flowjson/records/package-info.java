/**
 * Java records for what screens are given and what they send, written by
 * {@link dev.penstock.flowjson.records.RecordsGenerator}.
 */
@NullMarked
package dev.penstock.flowjson.records;

import org.jspecify.annotations.NullMarked;
